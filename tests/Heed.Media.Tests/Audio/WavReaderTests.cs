using Heed.Media.Audio;
using Heed.Text;

namespace Heed.Media.Tests.Audio;

public sealed class WavReaderTests
{
    private static readonly byte[] SixteenBit = [0, 0, 0, 0x40, 0, 0x80, 0xFF, 0x7F];

    [Fact]
    public void Sixteen_bits_are_signed_and_eight_are_not()
    {
        Assert.Equal([0, 0.5f, -1, 32767 / 32768f], Read(WavBytes.Create(8000, 16, 1, SixteenBit)).Samples);
        Waveform eight = Read(WavBytes.Create(11025, 8, 1, [128, 192, 0, 255]));
        Assert.Equal(11025, eight.Rate);
        Assert.Equal([0, 0.5f, -1, 127 / 128f], eight.Samples);
    }

    [Fact]
    public void Two_channels_become_their_mean() =>
        Assert.Equal([0.25f, (-1 + (32767 / 32768f)) / 2], Read(WavBytes.Create(8000, 16, 2, SixteenBit)).Samples);

    [Fact]
    public void Other_chunks_are_passed_over() =>
        Assert.Equal(4, Read(WavBytes.Create(8000, 16, 1, SixteenBit, extra: [.. WavBytes.Chunk("LIST", [1, 2, 3]), .. WavBytes.Chunk("fact", [4, 0, 0, 0])])).Samples.Length);

    [Theory]
    [InlineData(0u)]
    [InlineData(uint.MaxValue)]
    public void A_recording_still_going_on_is_read_to_its_end(uint length) =>
        Assert.Equal(4, Read(WavBytes.Create(8000, 16, 1, SixteenBit, length: length)).Samples.Length);

    [Fact]
    public void Every_truncation_is_found()
    {
        byte[] whole = WavBytes.Create(8000, 16, 1, SixteenBit);
        for (int length = 0; length < whole.Length; length++)
        {
            Assert.Throws<UserException>(() => Read(whole[..length]));
        }

        Assert.Equal("x.wav is truncated: 1 of its samples are missing; copy or download it again.", Assert.Throws<UserException>(() => Read(whole[..^1])).Message);
    }

    [Theory]
    [InlineData(1, 24, 1)]
    [InlineData(3, 32, 1)]
    [InlineData(1, 16, 6)]
    public void Other_kinds_are_refused_with_a_way_out(int tag, int bits, int channels)
    {
        UserException caught = Assert.Throws<UserException>(() => Read(WavBytes.Create(8000, bits, channels, SixteenBit, tag)));
        Assert.StartsWith($"x.wav has {channels} channels of {bits} bits at 8000 Hz in format {tag}; give PCM", caught.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void What_is_no_sound_is_refused() =>
        Assert.Contains("is no WAV file", Assert.Throws<UserException>(() => Read("ID3 and then music, not at all a wave"u8.ToArray())).Message, StringComparison.Ordinal);

    private static Waveform Read(byte[] bytes)
    {
        using var reader = new WavReader(new MemoryStream(bytes), "x.wav");
        return reader.ReadAll();
    }
}
