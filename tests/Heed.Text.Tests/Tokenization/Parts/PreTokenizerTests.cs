using Heed.Text.Tokenization;
using Heed.Text.Tokenization.PreTokenizers;

namespace Heed.Text.Tests.Tokenization.Parts;

public sealed class PreTokenizerTests
{
    private const string Text = " I'd pay 25$,  \u00BD of it!\n";

    [Theory]
    [InlineData("{'type':'BertPreTokenizer'}", Text, "I|'|d|pay|25|$|,|½|of|it|!")]
    [InlineData("{'type':'Whitespace'}", Text, "I|'|d|pay|25|$,|½|of|it|!")]
    [InlineData("{'type':'Whitespace'}", "a_b e\u0301\u200Dx Ⅷⓐ नमस्ते", "a_b|e\u0301\u200Dx|Ⅷⓐ|नमस्ते")]
    [InlineData("{'type':'WhitespaceSplit'}", Text, "I'd|pay|25$,|½|of|it!")]
    [InlineData("{'type':'Punctuation','behavior':'Isolated'}", "a,b$c", "a|,|b|$|c")]
    [InlineData("{'type':'Punctuation','behavior':'Removed'}", "a,b—c", "a|b|c")]
    [InlineData("{'type':'Punctuation','behavior':'MergedWithPrevious'}", "a,,b", "a,|,|b")]
    [InlineData("{'type':'Punctuation','behavior':'MergedWithNext'}", "a,,b", "a|,|,b")]
    [InlineData("{'type':'Punctuation','behavior':'Contiguous'}", "a,.b", "a|,.|b")]
    [InlineData("{'type':'Digits','individual_digits':true}", "a12½b", "a|1|2|½|b")]
    [InlineData("{'type':'Digits','individual_digits':false}", "a12½b", "a|12½|b")]
    [InlineData("{'type':'CharDelimiterSplit','delimiter':'-'}", "a-b--c", "a|b|c")]
    [InlineData("{'type':'UnicodeScripts'}", "どこで生れ。Yes 5ж", "どこで生れ|。|Yes |5|ж")]
    [InlineData("{'type':'FixedLength','length':2}", "a𠮷bcd", "a𠮷|bc|d")]
    [InlineData("{'type':'ByteLevel','add_prefix_space':true,'trim_offsets':true,'use_regex':true}", "I'd  say 5", "ĠI|'d|Ġ|Ġsay|Ġ5")]
    [InlineData("{'type':'ByteLevel','add_prefix_space':false,'trim_offsets':true,'use_regex':false}", "a ü", "aĠÃ¼")]
    [InlineData("{'type':'Sequence','pretokenizers':[{'type':'WhitespaceSplit'},{'type':'ByteLevel','add_prefix_space':true,'trim_offsets':true,'use_regex':true}]}", "a b!", "Ġa|Ġb|!")]
    public void WordsAre(string json, string text, string words)
    {
        PreTokenizer preTokenizer = PreTokenizer.Read(PartJson.Of(json));
        WordText cut = Tokenizer.Words(new MappedText(text, tracked: false), normalizer: null, preTokenizer);
        Assert.Equal(words, string.Join('|', cut.Words.Select(word => cut.Text.Value[word.Start..word.End])));
        Assert.Equal(json, PartJson.Written(preTokenizer.Write));
    }
}
