using Heed.Media.Audio.Features;
using Heed.Models.Audio;
using Heed.Models.Stacks;
using Heed.Nn;
using Heed.Nn.Attention;
using Heed.Nn.Masks;
using Heed.Nn.Positions;
using Heed.Tensors;
using Heed.Tensors.Ops;
using Heed.Text;

namespace Heed.Models.StreamingEncoder;

/// <summary>
/// A Transformer encoder over log-mel frames whose rows see their own chunk and a few to the left, so that it can listen while sound arrives (Zhang
/// et al., 2020; Wu et al., 2021): some frames are stacked and projected to a row, the encoder's rows are averaged, and the mean says what the
/// sound is. Nothing before the mean looks beyond a chunk, and a mean can be kept up as rows come.
/// </summary>
public sealed class StreamingEncoderModel : AudioClassifierModel
{
    private readonly Linear projection;
    private readonly IPositionTable? positions;
    private readonly SelfAttentionStack encoder;
    private readonly Linear head;

    /// <summary>Builds the model with undefined parameters.</summary>
    /// <param name="options">Its shape and parts.</param>
    /// <param name="forTraining">Whether to allocate gradients.</param>
    /// <exception cref="UserException">The sizes do not fit each other.</exception>
    public StreamingEncoderModel(StreamingEncoderOptions options, bool forTraining)
    {
        const int LongestTable = 4096;
        options.Check();
        Options = options;
        projection = new Linear(Parameters, "frame_projection", options.FramesPerRow * LogMel.Bands, options.Width);
        positions = options.Position.BuildTable(Parameters, "encoder", options.Width, LongestTable);
        encoder = new SelfAttentionStack(Parameters, "encoder", options, options.Layers, options.Mask.SeesFuture);
        head = new Linear(Parameters, "head", options.Width, options.Classes);
        Parameters.Allocate(forTraining);
    }

    public override StreamingEncoderOptions Options { get; }

    public override int Width => Options.Width;

    public override int FewestFrames => Options.FramesPerRow;

    internal SelfAttentionStack Encoder => encoder;

    public override int Rows(int frames) => frames / Options.FramesPerRow;

    public override CrossEntropyResult Loss(Workspace workspace, FrameBatch sounds, ReadOnlySpan<int> labels, in LossOptions loss) =>
        CrossEntropyOp.Apply(Pool(workspace, sounds), head.Weight, head.Bias, workspace.From(labels), loss);

    public override Tensor Logits(Workspace workspace, FrameBatch sounds) => head.Forward(Pool(workspace, sounds));

    public override FrameStream StartStream(Workspace workspace)
    {
        if (Options.Mask is not ChunkedMask { LeftChunks: not null } mask)
        {
            throw new UserException("This model cannot listen while sound arrives: its mask is not 'chunked' with a number of left_chunks; train it with model.mask={kind: chunked, size: 8, left_chunks: 2}.");
        }

        return positions is null && encoder.Position.IsUnbounded
            ? new ChunkStream(this, mask, workspace)
            : throw new UserException("This model cannot listen while sound arrives: its positions count from the beginning; train it with a position that goes by distance, such as model.position=bucketed or alibi.");
    }

    /// <summary>Frames (T, 80) of one or several sounds → the encoder's rows (N, D), and which belong to which sound.</summary>
    internal Tensor Encode(Workspace workspace, FrameBatch sounds, out Sequences sequences)
    {
        (Tensor stacked, sequences) = StackedFrames.Of(workspace, sounds, Options.FramesPerRow); // (N, 80 k)
        Tensor x = projection.Forward(stacked); // (N, D)
        if (positions is not null)
        {
            x = PositionOp.Apply(x, positions.Rows(sequences.Longest), sequences.Positions, Options.Dropout);
        }

        AttentionLayout layout = Options.Mask.Layout(workspace, sequences, sequences);
        return encoder.Forward(x, new SelfRows(layout, sequences.Positions, encoder.Position.Bias(workspace, sequences.Longest)));
    }

    /// <summary>Stacked frames (N, 80 k) → rows (N, D).</summary>
    internal Tensor Project(Tensor stacked) => projection.Forward(stacked);

    /// <summary>The mean of a sound's rows (B, D) → scores (B, classes).</summary>
    internal Tensor Classify(Tensor pooled) => head.Forward(pooled);

    private Tensor Pool(Workspace workspace, FrameBatch sounds)
    {
        Tensor encoded = Encode(workspace, sounds, out Sequences sequences);
        return SequenceMeanOp.Apply(encoded, sequences.Offsets, sequences.Lengths); // (B, D)
    }
}
