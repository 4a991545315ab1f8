using Heed.Media.Audio;
using Heed.Media.Audio.Features;

namespace Heed.Media.Tests.Audio;

public sealed class FeaturesTests
{
    [Theory]
    [InlineData(2)]
    [InlineData(10)]
    [InlineData(400)]
    [InlineData(14)]
    [InlineData(512)]
    public void The_transform_agrees_with_its_definition(int length)
    {
        var random = new Random(3);
        double[] signal = [.. Enumerable.Range(0, length).Select(_ => random.NextDouble() - 0.5)];
        var power = new double[(length / 2) + 1];
        new FourierTransform(length).Power(signal, power);
        for (int k = 0; k < power.Length; k++)
        {
            System.Numerics.Complex sum = 0;
            for (int n = 0; n < length; n++)
            {
                sum += signal[n] * System.Numerics.Complex.FromPolarCoordinates(1, -2 * Math.PI * n * k / length);
            }

            Assert.Equal((sum * System.Numerics.Complex.Conjugate(sum)).Real, power[k], 1e-9);
        }
    }

    [Fact]
    [Trait("Needs", "shared")]
    public void The_filters_are_those_of_Whisper()
    {
        NumPyArray expected = NumPyArray.FromArchive(SharedData.PathOf("data/audio_reference/whisper_mel_filters.npz"), "mel_80.npy");
        var filters = new MelFilters(LogMel.Bands, LogMel.Window, LogMel.SampleRate);
        for (int band = 0; band < 80; band++)
        {
            for (int bin = 0; bin < 201; bin++)
            {
                Assert.Equal(expected.Values[(band * 201) + bin], filters[band, bin], 1e-7);
            }
        }
    }

    [Fact]
    [Trait("Needs", "shared")]
    public void The_features_of_a_speech_are_those_of_Whisper()
    {
        NumPyArray expected = NumPyArray.FromFile(SharedData.PathOf("data/audio_reference/derived/jfk_logmel80_computed_here.npy.gz")); // (80, T)
        Waveform speech = WavReader.Load(SharedData.PathOf("data/audio_reference/jfk.wav.gz"));
        float[] frames = LogMel.ComputeWhisper(speech); // (T, 80)
        int count = expected.Values.Length / LogMel.Bands;
        Assert.Equal(count, frames.Length / LogMel.Bands);
        for (int frame = 0; frame < count; frame++)
        {
            for (int band = 0; band < LogMel.Bands; band++)
            {
                Assert.Equal(expected.Values[(band * count) + frame], frames[(frame * LogMel.Bands) + band], 1e-5f);
            }
        }
    }

    [Theory]
    [InlineData(1)]
    [InlineData(160)]
    [InlineData(201)]
    [InlineData(733)]
    [InlineData(100_000)]
    public void Pieces_give_the_same_frames_as_the_whole(int piece)
    {
        float[] samples = Noise(4321);
        float[] whole = LogMel.Compute(new Waveform(samples, LogMel.SampleRate));
        Assert.Equal(4321 / LogMel.Hop * LogMel.Bands, whole.Length);
        var stream = new LogMelStream();
        var frames = new List<float>();
        foreach (float[] part in samples.Chunk(piece))
        {
            stream.Push(part, frames);
        }

        stream.Finish(frames);
        Assert.Equal(whole, frames);
    }

    [Fact]
    public void A_frame_waits_for_no_more_than_half_a_window()
    {
        var stream = new LogMelStream();
        var frames = new List<float>();
        stream.Push(Noise(LogMel.Hop + (LogMel.Window / 2)), frames);
        Assert.Equal(2 * LogMel.Bands, frames.Count);
    }

    [Theory]
    [InlineData(0, 0)]
    [InlineData(200, 0)]
    [InlineData(201, 1)]
    [InlineData(319, 1)]
    [InlineData(320, 2)]
    [InlineData(400, 2)]
    public void Short_sounds_have_the_frames_that_fit(int samples, int frames) =>
        Assert.Equal(frames * LogMel.Bands, LogMel.Compute(new Waveform(Noise(samples), LogMel.SampleRate)).Length);

    [Fact]
    public void Silence_is_the_lowest_number_and_other_rates_are_taken() =>
        Assert.All(LogMel.Compute(new Waveform(new float[8000], 8000)), number => Assert.Equal(-1.5f, number));

    private static float[] Noise(int count)
    {
        var random = new Random(5);
        return [.. Enumerable.Range(0, count).Select(_ => (float)(random.NextDouble() - 0.5))];
    }
}
