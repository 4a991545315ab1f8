using Heed.Text.Tokenization.Decoders;

namespace Heed.Text.Tests.Tokenization.Parts;

public sealed class DecoderTests
{
    [Theory]
    [InlineData("{'type':'ByteLevel','add_prefix_space':false,'trim_offsets':true,'use_regex':true}", "ĠH|Ã|¼|<|end|>|北", " Hü<end>北")]
    [InlineData("{'type':'ByteLevel','add_prefix_space':false,'trim_offsets':true,'use_regex':true}", "a|Ã|b", "a\uFFFDb")]
    [InlineData("{'type':'WordPiece','prefix':'##','cleanup':true}", "do|n|'|t|##s|.|un|##do", "do n ' ts. undo")]
    [InlineData("{'type':'WordPiece','prefix':'##','cleanup':false}", "a|.|##b", "a .b")]
    [InlineData("{'type':'BPEDecoder','suffix':'</w>'}", "lo|w</w>|er</w>", "low er")]
    [InlineData("{'type':'CTC','pad_token':'<pad>','word_delimiter_token':'|','cleanup':true}", "<pad>;h;h;e;l;<pad>;l;o;|;|;y;<pad>", "hello y")]
    public void PiecesBecome(string json, string pieces, string text)
    {
        Decoder decoder = Decoder.Read(PartJson.Of(json));
        Assert.Equal(text, string.Concat(decoder.Apply([.. pieces.Split(pieces.Contains(';', StringComparison.Ordinal) ? ';' : '|')])));
        Assert.Equal(json, PartJson.Written(decoder.Write));
    }
}
