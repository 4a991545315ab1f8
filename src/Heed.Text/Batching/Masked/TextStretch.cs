namespace Heed.Text.Batching.Masked;

/// <summary>Ids of a <see cref="RunningText"/> from <paramref name="Start"/> on.</summary>
public readonly record struct TextStretch(int Start, int Length);
