using Heed.Nn.Attention;
using Heed.Nn.Attention.Scores;
using Heed.Nn.FeedForward;
using Heed.Nn.Normalization;
using Heed.Nn.Positions;
using Heed.Nn.Residuals;
using Heed.Text;

namespace Heed.Models.Stacks;

/// <summary>The parts that every Transformer's layers are made of, whatever the model is for.</summary>
public abstract record StackOptions
{
    /// <summary>D: the width of the residual stream.</summary>
    public int Width { get; init; } = 512;

    public HeadOptions Heads { get; init; } = new MultiHead();

    public ScoreOptions Score { get; init; } = new ScaledDotProductScore();

    public FeedForwardOptions FeedForward { get; init; } = new ReluFeedForward();

    public PositionOptions Position { get; init; } = new SinusoidalPosition();

    public NormOptions Norm { get; init; } = new LayerNormOptions();

    public PlacementOptions Placement { get; init; } = new PostNormPlacement();

    public ResidualOptions Residual { get; init; } = new AddResidual();

    /// <summary>Whether the projections of attention and feed-forward have biases. Gated feed-forwards have none in any case.</summary>
    public bool Biases { get; init; } = true;

    /// <summary>Dropout on the embeddings and on every sub-layer's result, as in the paper.</summary>
    public float Dropout { get; init; } = 0.1f;

    /// <summary>What attention is built from.</summary>
    internal AttentionParts Attention => new(Width, Heads, Biases) { Score = Score };

    /// <summary>Checks that the sizes of a layer fit each other.</summary>
    /// <exception cref="UserException">They do not; the message names the key.</exception>
    protected void CheckStack()
    {
        Require(Width > 0, $"width is {Width}, but must be at least 1");
        Require(FeedForward.Width > 0, $"feed_forward.width is {FeedForward.Width}, but must be at least 1");
        Require(Dropout is >= 0 and < 1, $"dropout is {Dropout}, but must be at least 0 and below 1");
        Require(FeedForward.Dropout is >= 0 and < 1, $"feed_forward.dropout is {FeedForward.Dropout}, but must be at least 0 and below 1");
        RequireNoFault("heads", Heads.FindFault(Width));
        RequireNoFault("position", Position.FindFault(Attention));
    }

    /// <summary>Complains about <paramref name="key"/> if its part found a fault.</summary>
    protected static void RequireNoFault(string key, string? fault) => Require(fault is null, $"{key}: {fault}");

    /// <summary>Complains unless <paramref name="isRight"/>.</summary>
    protected static void Require(bool isRight, string complaint)
    {
        if (!isRight)
        {
            throw new UserException($"The model cannot be built: {complaint}.");
        }
    }
}
