using System.Formats.Tar;
using System.IO.Compression;
using Heed.Media.Audio;
using Heed.Text;

namespace Heed.Media.Tests.Audio;

public sealed class RecordingsTests
{
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void An_archive_gives_its_recordings_by_name(bool isPacked)
    {
        using var folder = new TemporaryFolder();
        IReadOnlyList<Recording> recordings = Recordings.Load(folder.Write("all.tar", Archive(isPacked)));
        Assert.Equal(["1_anna_0", "2_anna_0"], recordings.Select(recording => recording.Name));
        Assert.Equal(3, recordings[0].Sound.Samples.Length);
    }

    [Fact]
    public void A_folder_gives_the_same()
    {
        using var folder = new TemporaryFolder();
        folder.Write("b.wav", WavBytes.Create(8000, 8, 1, [1, 2]));
        folder.Write("a.wav", WavBytes.Create(8000, 8, 1, [1, 2, 3]));
        folder.Write("notes.txt", [1]);
        Assert.Equal(["a", "b"], Recordings.Load(folder.Path).Select(recording => recording.Name));
    }

    [Fact]
    public void A_damaged_or_empty_place_is_refused()
    {
        using var folder = new TemporaryFolder();
        Assert.Contains("There is no .wav file in", Assert.Throws<UserException>(() => Recordings.Load(folder.Path)).Message, StringComparison.Ordinal);
        byte[] packed = Archive(isPacked: true);
        Assert.Throws<UserException>(() => Recordings.Load(folder.Write("cut.tar.gz", packed[..^20])));
        Assert.Throws<UserException>(() => Recordings.Load(folder.Write("text.tar", new byte[1000].Select((_, index) => (byte)(index % 90 + 33)).ToArray())));
    }

    [Fact]
    [Trait("Needs", "shared")]
    public void The_spoken_digits_are_read()
    {
        IReadOnlyList<Recording> recordings = Recordings.Load(SharedData.PathOf("data/fsdd/train.tar.gz"));
        Assert.Equal(2700, recordings.Count);
        Assert.All(recordings, recording => Assert.Equal(8000, recording.Sound.Rate));
        Assert.Equal(1183.0, recordings.Sum(recording => recording.Sound.Duration.TotalSeconds), 0.1);
    }

    private static byte[] Archive(bool isPacked)
    {
        using var bytes = new MemoryStream();
        using (Stream? packed = isPacked ? new GZipStream(bytes, CompressionLevel.Fastest, leaveOpen: true) : null)
        using (var archive = new TarWriter(packed ?? bytes, leaveOpen: true))
        {
            Add(archive, "folder/2_anna_0.wav", WavBytes.Create(8000, 8, 1, [5]));
            Add(archive, "folder/readme.txt", [1, 2]);
            Add(archive, "folder/1_anna_0.wav", WavBytes.Create(8000, 8, 1, [1, 2, 3]));
        }

        return bytes.ToArray();
    }

    private static void Add(TarWriter archive, string name, byte[] content) =>
        archive.WriteEntry(new PaxTarEntry(TarEntryType.RegularFile, name) { DataStream = new MemoryStream(content) });
}
