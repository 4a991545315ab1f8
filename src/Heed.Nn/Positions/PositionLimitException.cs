namespace Heed.Nn.Positions;

/// <summary>A sequence goes past the last position that a model has learned. The message is one sentence for the user.</summary>
public sealed class PositionLimitException(string message) : ArgumentException(message);
