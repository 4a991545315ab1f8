using Heed.Cli.Tests.Support;

namespace Heed.Cli.Tests.Commands;

[Collection(ModelCollection.Name)]
public sealed class ClassifyTests(TrainedModel translator) : IDisposable
{
    private const string Recipe =
        """
        task: classification
        data: { train: train.tsv, validation: train.tsv, test: train.tsv }
        tokenizer: { kind: word_piece, vocabulary_size: 60 }
        model: { kind: bag_of_embeddings, width: 16, dropout: 0, maximum_length: 12 }
        training:
          max_steps: 60
          batch_tokens: 200
          schedule: { kind: constant, learning_rate: 0.05 }
          validate_every: 30
          checkpoint_every: 0
          early_stopping: { metric: matthews }
        """;

    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void A_classifier_is_trained_scored_and_used()
    {
        HeedResult trained = Train(Texts());
        Assert.True(trained.Code == 0, trained.Error);
        Assert.Equal("accuracy 100.00 % · Matthews 1.0000 · macro F1 1.0000 · 40 texts", Assert.Single(trained.Lines));
        Assert.Contains("matthews 1.000", trained.Error);
        HeedResult found = HeedProcess.Run("a fine film\na dull film\n", ["classify", "--model", folder.At("run")]);
        Assert.Equal(["good", "bad"], found.Lines.Select(line => line.Split('\t')[0]));
        HeedResult all = HeedProcess.Run("a fine film\n", ["classify", "--model", folder.At("run"), "--all"]);
        string[] fields = Assert.Single(all.Lines).Split('\t');
        Assert.Equal(("good", "bad"), (fields[0], fields[2]));
        Assert.Equal(1, float.Parse(fields[1]) + float.Parse(fields[3]), 1e-3);
    }

    [Fact]
    public void Texts_that_are_cut_are_counted()
    {
        HeedResult trained = Train(Texts() + string.Join(' ', Enumerable.Repeat("fine", 30)) + "\tgood\n");
        Assert.Contains("Training data: 41 texts", trained.Error);
        Assert.Contains("1 texts cut to 12", trained.Error);
        HeedResult found = HeedProcess.Run($"fine\n{string.Join(' ', Enumerable.Repeat("fine", 30))}\n", ["classify", "--model", folder.At("run"), "--cut", "both"]);
        Assert.Contains("1 of 2 lines had more than the model's 12 tokens and was cut (Both kept).", found.Error);
    }

    [Fact]
    public void A_broken_line_and_an_unknown_label_are_named()
    {
        Train("fine film\tgood\ndull film\n").FailedWith(1, "train.tsv, line 2", "1 tab-separated field where 2 are needed");
        Train("fine film\tgood\ndull film\tgood\n").FailedWith(1, "the single class 'good'");
        Train(Texts(), "--set", "model.labels=[good, dull]").FailedWith(1, "train.tsv, line 2: the label 'bad' is none of good, dull");
    }

    [Fact]
    public void A_translator_does_not_classify() =>
        HeedProcess.Run("x\n", ["classify", "--model", translator.Folder]).FailedWith(1, "describes a model of kind 'transformer'", "bag_of_embeddings");

    private static string Texts() => string.Concat(Enumerable.Range(0, 20).Select(number => $"a fine film {number % 5}\tgood\na dull film {number % 5}\tbad\n"));

    private HeedResult Train(string data, params string[] more)
    {
        folder.File("train.tsv", data);
        return HeedProcess.Run(["train", folder.File("r.yaml", Recipe), "--output", folder.At("run"), .. more]);
    }
}
