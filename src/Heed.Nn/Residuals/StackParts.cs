using Heed.Nn.Normalization;

namespace Heed.Nn.Residuals;

/// <summary>What a placement wires a stack from.</summary>
public sealed record StackParts
{
    /// <summary>The stack's path, such as <c>encoder</c>.</summary>
    public required string Name { get; init; }

    /// <summary>The paths of its sub-layers in order, such as <c>encoder.layers.0.self_attn</c>.</summary>
    public required IReadOnlyList<string> Sublayers { get; init; }

    /// <summary>Declares a norm under a path.</summary>
    public required Func<string, Norm> Norm { get; init; }

    /// <summary>Declares the residual sum behind a sub-layer.</summary>
    public required Func<string, Residual> Residual { get; init; }

    /// <summary>On every sub-layer's result.</summary>
    public required float Dropout { get; init; }
}
