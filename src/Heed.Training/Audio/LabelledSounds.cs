namespace Heed.Training.Audio;

/// <summary>Sounds as log-mel frames (T, 80) with their classes.</summary>
public sealed record LabelledSounds(IReadOnlyList<float[]> Frames, IReadOnlyList<int> Labels);
