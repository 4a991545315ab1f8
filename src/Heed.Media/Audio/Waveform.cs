namespace Heed.Media.Audio;

/// <summary>Sound of one channel.</summary>
/// <param name="Samples">Between −1 and 1.</param>
/// <param name="Rate">Samples a second.</param>
public sealed record Waveform(float[] Samples, int Rate)
{
    public TimeSpan Duration => TimeSpan.FromSeconds((double)Samples.Length / Rate);
}
