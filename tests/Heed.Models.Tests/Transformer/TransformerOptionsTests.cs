using Heed.Models.Checkpoints;
using Heed.Models.Transformer;
using Heed.Text;

namespace Heed.Models.Tests.Transformer;

public sealed class TransformerOptionsTests
{
    [Theory]
    [InlineData("""{ "vocabulary": 0 }""", "vocabulary is 0")]
    [InlineData("""{ "width": 30, "heads": { "kind": "multi_head", "count": 4 } }""", "heads: width 30 cannot be divided among 4 heads")]
    [InlineData("""{ "heads": { "kind": "grouped_query", "count": 8, "groups": 3 } }""", "heads: 8 heads cannot share 3 groups")]
    [InlineData("""{ "heads": { "kind": "multi_head", "head_width": 0 } }""", "heads: head_width is 0")]
    [InlineData("""{ "score": { "kind": "additive" }, "position": { "kind": "rotary" } }""", "position: rotary works on the product of queries and keys")]
    [InlineData("""{ "score": { "kind": "additive" }, "position": { "kind": "shaw" } }""", "position: shaw works on the product of queries and keys")]
    [InlineData("""{ "score": { "kind": "additive" }, "position": { "kind": "transformer_xl" } }""", "position: transformer_xl works on the product")]
    [InlineData("""{ "position": { "kind": "shaw", "maximum_distance": 0 } }""", "position: maximum_distance is 0")]
    [InlineData("""{ "decoder_mask": { "kind": "full" } }""", "decoder_mask lets a position see its future")]
    [InlineData("""{ "decoder_mask": { "kind": "sliding_window", "before": -1 } }""", "decoder_mask: a window of -1 before")]
    [InlineData("""{ "encoder_mask": { "kind": "chunked", "size": 0 } }""", "encoder_mask: chunks of 0 positions")]
    [InlineData("""{ "width": 24, "heads": { "kind": "multi_head", "count": 8 }, "position": { "kind": "rotary" } }""", "position: rotary positions turn pairs of numbers and cannot pair those of heads 3 wide")]
    [InlineData("""{ "position": { "kind": "bucketed", "buckets": 5 } }""", "position: 5 buckets")]
    public void What_cannot_be_built_is_named_with_its_key(string changes, string expected)
    {
        using var folder = new Support.TemporaryFolder();
        string path = Path.Combine(folder.Path, "config.json");
        File.WriteAllText(path, changes);
        TransformerOptions options = StrictJson.Read<TransformerOptions>(path);
        options = options with { Vocabulary = changes.Contains("vocabulary", StringComparison.Ordinal) ? options.Vocabulary : 9 };
        UserException error = Assert.Throws<UserException>(options.Check);
        Assert.StartsWith($"The model cannot be built: {expected}", error.Message, StringComparison.Ordinal);
    }
}
