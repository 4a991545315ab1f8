using Heed.Cli.Tests.Support;

namespace Heed.Cli.Tests.Commands;

/// <summary>Images of lying and standing bars, trained and classified.</summary>
public sealed class ClassifyImagesTests : IDisposable
{
    private const int Side = 8;
    private const int Count = 200;

    private const string Recipe =
        """
        task: image_classification
        data: { images: bars.idx, labels: labels.idx, train: 160, validation: 20, test: 40, shift: 1 }
        model:
          kind: vit
          image_height: 8
          image_width: 8
          patch_size: 2
          classes: 2
          width: 16
          layers: 1
          heads: { count: 2 }
          feed_forward: { width: 32 }
        training: { max_steps: 120, batch_tokens: 340, schedule: { kind: constant, learning_rate: 0.003 }, validate_every: 40, checkpoint_every: 0, early_stopping: { metric: accuracy } }
        """;

    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void A_classifier_is_trained_scored_and_used()
    {
        Write();
        HeedResult trained = Train();
        Assert.True(trained.Code == 0, trained.Error);
        Assert.Matches(@"^accuracy \d+\.\d\d % · Matthews .* · 40 images$", Assert.Single(trained.Lines));
        HeedResult found = HeedProcess.Run(["classify", "--model", folder.At("run"), "--input", folder.At("bars.idx")]);
        int right = found.Lines.Select((line, index) => line.Split('\t')[0] == $"{index % 2}" ? 1 : 0).Sum();
        Assert.InRange(right, Count * 9 / 10, Count);
        HeedResult all = HeedProcess.Run(["classify", "--all", "--model", folder.At("run"), "--input", folder.At("bars.idx")]);
        Assert.All(all.Lines, line => Assert.Equal(1, float.Parse(line.Split('\t')[1]) + float.Parse(line.Split('\t')[3]), 1e-3));
    }

    [Fact]
    public void What_does_not_fit_is_named()
    {
        Write();
        Train("--set", "model.image_height=10").FailedWith(1, "The images have 8 × 8 pixels, but the model takes 10 × 8");
        Train("--set", "model.patch_size=3").FailedWith(1, "cannot be cut into patches of 3 × 3");
        Train("--set", "data.train=190").FailedWith(1, "data.train 190", "do not divide 200 images");
        Train("--set", "model.classes=1").FailedWith(1, "classes is 1");
        Train("--set", "data.images=labels.idx").FailedWith(1, "labels.idx is no IDX file of bytes in 3 dimensions");
    }

    private HeedResult Train(params string[] more) => HeedProcess.Run(["train", folder.File("r.yaml", Recipe), "--output", folder.At("run"), .. more]);

    private void Write()
    {
        var random = new Random(1);
        var pixels = new byte[Count * Side * Side];
        for (int image = 0; image < Count; image++)
        {
            (int across, int along) = (random.Next(Side), random.Next(3));
            for (int step = along; step < along + 5; step++)
            {
                pixels[(image * Side * Side) + (image % 2 == 0 ? (across * Side) + step : (step * Side) + across)] = 255;
            }
        }

        File.WriteAllBytes(folder.At("bars.idx"), [0, 0, 8, 3, 0, 0, 0, Count, 0, 0, 0, Side, 0, 0, 0, Side, .. pixels]);
        File.WriteAllBytes(folder.At("labels.idx"), [0, 0, 8, 1, 0, 0, 0, Count, .. Enumerable.Range(0, Count).Select(image => (byte)(image % 2))]);
    }
}
