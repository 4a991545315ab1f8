using Heed.Text.Tokenization;
using Heed.Text.Tokenization.Normalizers;

namespace Heed.Text.Tests.Tokenization.Parts;

public sealed class NormalizerTests
{
    private const string Bert = "{'type':'BertNormalizer','clean_text':true,'handle_chinese_chars':true,'strip_accents':null,'lowercase':true}";

    [Theory]
    [InlineData(Bert, "Größe\tÉté\u0000\u200D 北京市X", "große ete  北  京  市 x")]
    [InlineData("{'type':'BertNormalizer','clean_text':true,'handle_chinese_chars':true,'strip_accents':null,'lowercase':false}", "Été 北", "Été  北 ")]
    [InlineData("{'type':'BertNormalizer','clean_text':true,'handle_chinese_chars':false,'strip_accents':true,'lowercase':false}", "Été 北\u3000\u2028x", "Ete 北  x")]
    [InlineData("{'type':'BertNormalizer','clean_text':false,'handle_chinese_chars':false,'strip_accents':false,'lowercase':true}", "ÉTÉ\t", "été\t")]
    [InlineData("{'type':'StripAccents'}", "e\u0301\u20DDé", "eé")]
    [InlineData("{'type':'Prepend','prepend':'▁'}", "a b", "▁a b")]
    [InlineData("{'type':'Prepend','prepend':'▁'}", "", "")]
    [InlineData("{'type':'Nmt'}", "a\u0001\u200Bb\u2028c\u0085", "a b c\u0085")]
    [InlineData("{'type':'ByteLevel'}", "a ü\n", "aĠÃ¼Ċ")]
    [InlineData("{'type':'Sequence','normalizers':[{'type':'NFD'},{'type':'StripAccents'},{'type':'Lowercase'}]}", "ÀB", "ab")]
    public void TextBecomes(string json, string text, string normal)
    {
        Normalizer normalizer = Normalizer.Read(PartJson.Of(json));
        var mapped = new MappedText(text, tracked: true);
        normalizer.Apply(mapped);
        Assert.Equal(normal, mapped.Value);
        Assert.Equal(json, PartJson.Written(normalizer.Write));
    }

    [Fact]
    public void OffsetsSurviveWhatGoesAndComes()
    {
        var mapped = new MappedText("a\u0000É北", tracked: true);
        Normalizer.Read(PartJson.Of(Bert)).Apply(mapped);
        Assert.Equal("ae 北 ", mapped.Value);
        Assert.Equal((0, 1), mapped.Origin(0, 1));
        Assert.Equal((2, 3), mapped.Origin(1, 2));
        Assert.Equal((3, 4), mapped.Origin(3, 4));
    }
}
