using Heed.Nn.Masks;
using Heed.Tensors;
using Heed.Tensors.Ops;

namespace Heed.Nn.Tests.Masks;

public sealed class MaskTests
{
    [Fact]
    public void A_full_mask_shows_the_keys_of_the_own_sequence_only()
    {
        using var workspace = new Workspace();
        workspace.BeginInferenceStep();
        AttentionLayout layout = new FullMask().Layout(workspace, Sequences.Packed(workspace, [0, 2, 3]), Sequences.Packed(workspace, [0, 4, 9]));
        Assert.Equal([0, 0, 4], layout.First.Values.ToArray());
        Assert.Equal([3, 3, 8], layout.Last.Values.ToArray());
    }

    [Fact]
    public void A_causal_mask_shows_the_past_and_oneself()
    {
        using var workspace = new Workspace();
        workspace.BeginInferenceStep();
        Sequences sequences = Sequences.Packed(workspace, [0, 3, 5]);
        AttentionLayout layout = new CausalMask().Layout(workspace, sequences, sequences);
        Assert.Equal([0, 0, 0, 3, 3], layout.First.Values.ToArray());
        Assert.Equal([0, 1, 2, 3, 4], layout.Last.Values.ToArray());
    }

    [Theory]
    [InlineData("sliding_window", "0-1 0-2 1-3 2-4 3-4")]
    [InlineData("chunked", "0-1 0-1 0-3 0-3 2-4")]
    [InlineData("chunked, all before", "0-1 0-1 0-3 0-3 0-4")]
    [InlineData("prefix", "0-2 0-2 0-2 0-3 0-4")]
    public void Other_masks_show_what_they_say(string mask, string expected)
    {
        MaskOptions options = mask switch
        {
            "sliding_window" => new SlidingWindowMask { Before = 1, After = 1 },
            "chunked" => new ChunkedMask { Size = 2 },
            "chunked, all before" => new ChunkedMask { Size = 2, LeftChunks = null },
            _ => new PrefixMask { Length = 3 },
        };
        using var workspace = new Workspace();
        workspace.BeginInferenceStep();
        Sequences sequences = Sequences.Packed(workspace, [0, 5]);
        AttentionLayout layout = options.Layout(workspace, sequences, sequences);
        Assert.Equal(expected, string.Join(' ', Enumerable.Range(0, 5).Select(row => $"{layout.First.Values[row]}-{layout.Last.Values[row]}")));
    }

    [Fact]
    public void Padding_is_never_seen_and_sees_nothing()
    {
        using var workspace = new Workspace();
        workspace.BeginInferenceStep();
        Sequences sequences = Sequences.Padded(workspace, [1, 3], paddedLength: 3);
        AttentionLayout full = new FullMask().Layout(workspace, sequences, sequences);
        Assert.Equal((0, 0), (full.First.Values[0], full.Last.Values[0]));
        Assert.True(full.First.Values[1] > full.Last.Values[1]);
        Assert.True(full.First.Values[2] > full.Last.Values[2]);
        Assert.Equal((3, 5), (full.First.Values[4], full.Last.Values[4]));
        AttentionLayout causal = new CausalMask().Layout(workspace, sequences, sequences);
        Assert.Equal((3, 4), (causal.First.Values[4], causal.Last.Values[4]));
    }

    [Fact]
    public void A_source_without_tokens_hides_everything()
    {
        using var workspace = new Workspace();
        workspace.BeginInferenceStep();
        AttentionLayout layout = new FullMask().Layout(workspace, Sequences.Packed(workspace, [0, 2]), Sequences.Packed(workspace, [0, 0]));
        Assert.True(layout.First.Values[0] > layout.Last.Values[0]);
    }
}
