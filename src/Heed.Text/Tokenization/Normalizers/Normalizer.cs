using Heed.Text.Tokenization.Unicode;

namespace Heed.Text.Tokenization.Normalizers;

/// <summary>The first stage: one text in, one text out (white space, case, Unicode form). A kind is one file in this folder.</summary>
public abstract class Normalizer : TokenizerPart
{
    private static readonly PartRegistry<Normalizer> Kinds = new("normalizer", new()
    {
        ["Sequence"] = NormalizerSequence.Read,
        ["Replace"] = ReplaceNormalizer.Read,
        ["Strip"] = StripNormalizer.Read,
        ["Lowercase"] = LowercaseNormalizer.Read,
        ["StripAccents"] = StripAccentsNormalizer.Read,
        ["Nmt"] = NmtNormalizer.Read,
        ["ByteLevel"] = ByteLevelNormalizer.Read,
        ["BertNormalizer"] = BertNormalizer.Read,
        ["NFC"] = UnicodeNormalizer.Reader(UnicodeForm.Nfc),
        ["NFD"] = UnicodeNormalizer.Reader(UnicodeForm.Nfd),
        ["NFKC"] = UnicodeNormalizer.Reader(UnicodeForm.Nfkc),
        ["NFKD"] = UnicodeNormalizer.Reader(UnicodeForm.Nfkd),
        ["Precompiled"] = PrecompiledNormalizer.Read,
        ["Prepend"] = PrependNormalizer.Read,
        ["Append"] = AppendNormalizer.Read,
    });

    /// <summary>Changes the text in place.</summary>
    public abstract void Apply(MappedText text);

    internal static Normalizer Read(JsonPart json) => Kinds.Read(json);

    internal static Normalizer? ReadOptional(JsonPart owner, string key) => Kinds.ReadOptional(owner, key);
}
