using Heed.Media.Audio;
using Heed.Text;

namespace Heed.Media.Tests.Audio;

public sealed class ResamplerTests
{
    /// <summary>A tone below both limits comes out as the same tone.</summary>
    [Theory]
    [InlineData(8000, 16000, 1000)]
    [InlineData(44100, 16000, 1000)]
    [InlineData(48000, 16000, 3000)]
    [InlineData(11025, 16000, 440)]
    public void A_tone_stays_the_same_tone(int from, int to, double frequency)
    {
        Waveform resampled = Resampler.Convert(Tone(from, frequency, from), to);
        Waveform expected = Tone(to, frequency, to);
        Assert.Equal(expected.Samples.Length, resampled.Samples.Length);
        for (int index = 200; index < to - 200; index++)
        {
            Assert.Equal(expected.Samples[index], resampled.Samples[index], 2e-3f);
        }
    }

    [Fact]
    public void A_tone_above_the_lower_limit_is_gone()
    {
        Waveform resampled = Resampler.Convert(Tone(48000, 12000, 48000), 16000);
        Assert.All(resampled.Samples[200..^200], sample => Assert.Equal(0, sample, 2e-3f));
    }

    [Fact]
    public void The_same_rate_changes_nothing()
    {
        Waveform tone = Tone(16000, 440, 999);
        var resampler = new Resampler(16000, 16000);
        var output = new List<float>();
        resampler.Push(tone.Samples, output);
        resampler.Finish(output);
        Assert.Equal(999, output.Count);
        Assert.All(Enumerable.Range(0, 999), index => Assert.Equal(tone.Samples[index], output[index], 1e-6f));
    }

    [Theory]
    [InlineData(8000, 1)]
    [InlineData(8000, 37)]
    [InlineData(44100, 1000)]
    public void Pieces_give_the_same_bits_as_the_whole(int rate, int piece)
    {
        Waveform tone = Tone(rate, 523, 5000);
        Waveform whole = Resampler.Convert(tone, 16000);
        var resampler = new Resampler(rate, 16000);
        var output = new List<float>();
        foreach (float[] part in tone.Samples.Chunk(piece))
        {
            resampler.Push(part, output);
        }

        resampler.Finish(output);
        Assert.Equal(whole.Samples, output);
    }

    [Fact]
    public void A_rate_that_no_sound_has_is_refused() => Assert.Throws<UserException>(() => new Resampler(7, 16000));

    private static Waveform Tone(int rate, double frequency, int count) =>
        new([.. Enumerable.Range(0, count).Select(index => (float)(0.8 * Math.Sin(2 * Math.PI * frequency * index / rate)))], rate);
}
