namespace Heed.Text.Tokenization.PreTokenizers;

/// <summary>The second stage: cuts the text into words that no piece may cross. A kind is one file in this folder.</summary>
public abstract class PreTokenizer : TokenizerPart
{
    private static readonly PartRegistry<PreTokenizer> Kinds = new("pre-tokenizer", new()
    {
        ["Sequence"] = PreTokenizerSequence.Read,
        ["Metaspace"] = MetaspacePreTokenizer.Read,
        ["Split"] = SplitPreTokenizer.Read,
        ["ByteLevel"] = ByteLevelPreTokenizer.Read,
        ["BertPreTokenizer"] = BertPreTokenizer.Read,
        ["Whitespace"] = WhitespacePreTokenizer.Read,
        ["WhitespaceSplit"] = WhitespaceSplitPreTokenizer.Read,
        ["Punctuation"] = PunctuationPreTokenizer.Read,
        ["Digits"] = DigitsPreTokenizer.Read,
        ["CharDelimiterSplit"] = CharacterSplitPreTokenizer.Read,
        ["UnicodeScripts"] = UnicodeScriptsPreTokenizer.Read,
        ["FixedLength"] = FixedLengthPreTokenizer.Read,
    });

    /// <summary>Cuts the words of the text further, and may change their characters.</summary>
    public abstract void Apply(WordText text);

    internal static PreTokenizer Read(JsonPart json) => Kinds.Read(json);

    internal static PreTokenizer? ReadOptional(JsonPart owner, string key) => Kinds.ReadOptional(owner, key);
}
