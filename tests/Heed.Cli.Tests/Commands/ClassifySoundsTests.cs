using System.Buffers.Binary;
using Heed.Cli.Tests.Support;

namespace Heed.Cli.Tests.Commands;

/// <summary>Low and high tones, trained and classified, whole and as they arrive.</summary>
public sealed class ClassifySoundsTests : IDisposable
{
    private const int Rate = 8000;

    private const string Recipe =
        """
        task: audio_classification
        data: { recordings: tones, test: { first: 0, last: 1 }, validation: { first: 2, last: 2 }, augmentation: { gain: 3 } }
        model:
          kind: streaming_encoder
          classes: 2
          mask: { kind: chunked, size: 4, left_chunks: 1 }
          width: 16
          layers: 1
          heads: { count: 2 }
          feed_forward: { width: 32 }
        training: { max_steps: 60, batch_tokens: 150, schedule: { kind: constant, learning_rate: 0.005 }, validate_every: 30, checkpoint_every: 0, early_stopping: { metric: accuracy } }
        """;

    private readonly TemporaryFolder folder = new();

    public ClassifySoundsTests()
    {
        Directory.CreateDirectory(folder.At("tones"));
        var random = new Random(1);
        for (int take = 0; take < 12; take++)
        {
            Write($"0_anna_{take}", 300 + random.Next(200));
            Write($"1_anna_{take}", 1500 + random.Next(500));
        }
    }

    public void Dispose() => folder.Dispose();

    [Fact]
    public void A_classifier_is_trained_scored_and_used()
    {
        HeedResult trained = Train();
        Assert.True(trained.Code == 0, trained.Error);
        Assert.Contains("18 recordings for training", trained.Error);
        Assert.StartsWith("accuracy 100.00 %", Assert.Single(trained.Lines));

        string sound = folder.At(Path.Combine("tones", "1_anna_0.wav"));
        HeedResult whole = HeedProcess.Run(["classify", "--model", folder.At("run"), "--input", sound]);
        string[] found = Assert.Single(whole.Lines).Split('\t');
        Assert.Equal("1", found[0]);

        foreach (string[] how in (string[][])[[], ["--stream"]])
        {
            HeedResult many = HeedProcess.Run(["classify", "--model", folder.At("run"), "--input", folder.At("tones"), .. how]);
            Assert.Equal(24, many.Lines.Count);
            Assert.All(many.Lines.Select(line => line.Split('\t')), fields => Assert.Equal(fields[0][..1], fields[1]));
        }

        HeedResult streamed = HeedProcess.Run(["classify", "--model", folder.At("run"), "--input", sound, "--stream"]);
        Assert.True(streamed.Code == 0, streamed.Error);
        string[][] guesses = [.. streamed.Lines.Select(line => line.Split('\t'))];
        Assert.True(guesses.Length > 3);
        Assert.Equal(["0.50", "1"], guesses[^1][..2]);
        Assert.Equal(float.Parse(found[1]), float.Parse(guesses[^1][2]), 1.01e-4);
        Assert.Matches(@"^\d chunks of 80 ms, computed in \d+\.\d ms in the median, .* at most; a sample waits at most 84 ms for its chunk; \d+ KiB held between chunks\.", streamed.Error);
    }

    [Fact]
    public void What_cannot_stream_or_be_read_is_named()
    {
        HeedResult trained = Train("--set", "model.mask=full", "--set", "training.max_steps=2");
        Assert.True(trained.Code == 0, trained.Error);
        string sound = folder.At(Path.Combine("tones", "1_anna_0.wav"));
        HeedProcess.Run(["classify", "--model", folder.At("run"), "--input", sound, "--stream"]).FailedWith(1, "its mask is not 'chunked'");
        HeedProcess.Run(["classify", "--model", folder.At("run"), "--input", folder.File("x.wav", "text")]).FailedWith(1, "x.wav is no WAV file");
        Train("--set", "data.augmentation.bands=81").FailedWith(1, "data.augmentation: gain is 3, bands 81");
        Train("--set", "data.test.first=3").FailedWith(1, "data.test holds no take: it goes from 3 to 1.");
        File.Move(sound, folder.At(Path.Combine("tones", "seven.wav")));
        Train().FailedWith(1, "The recording seven.wav is not called CLASS_SPEAKER_TAKE.wav");
    }

    private HeedResult Train(params string[] more) => HeedProcess.Run(["train", folder.File("r.yaml", Recipe), "--output", folder.At("run"), .. more]);

    private void Write(string name, int frequency)
    {
        var file = new byte[44 + Rate];
        "RIFF"u8.CopyTo(file);
        "WAVEfmt "u8.CopyTo(file.AsSpan(8));
        BinaryPrimitives.WriteInt32LittleEndian(file.AsSpan(16), 16);
        BinaryPrimitives.WriteInt16LittleEndian(file.AsSpan(20), 1);
        BinaryPrimitives.WriteInt16LittleEndian(file.AsSpan(22), 1);
        BinaryPrimitives.WriteInt32LittleEndian(file.AsSpan(24), Rate);
        BinaryPrimitives.WriteInt16LittleEndian(file.AsSpan(34), 16);
        "data"u8.CopyTo(file.AsSpan(36));
        BinaryPrimitives.WriteInt32LittleEndian(file.AsSpan(40), Rate);
        for (int index = 0; index < Rate / 2; index++)
        {
            BinaryPrimitives.WriteInt16LittleEndian(file.AsSpan(44 + (2 * index)), (short)(9000 * Math.Sin(2 * Math.PI * frequency * index / Rate)));
        }

        File.WriteAllBytes(folder.At(Path.Combine("tones", name + ".wav")), file);
    }
}
