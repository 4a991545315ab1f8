using Heed.Cli.Tests.Support;

namespace Heed.Cli.Tests.Commands;

public sealed class ElmoTests : IDisposable
{
    private const string Languages =
        """
        task: bidirectional_language_model
        data: { train: [ { file: text.txt } ], validation: [ { file: text.txt } ] }
        tokenizer: { kind: word_piece, vocabulary_size: 60, minimum_character_count: 1 }
        model: { kind: elmo, network: { width: 8, layers: 2 }, maximum_length: 12 }
        training:
          max_steps: 20
          batch_tokens: 200
          schedule: { kind: constant, learning_rate: 0.01 }
          validate_every: 10
          checkpoint_every: 0
        """;

    private const string Classifier =
        """
        task: classification
        data: { train: train.tsv, validation: train.tsv, test: train.tsv }
        model:
          kind: recurrent_classifier
          width: 8
          embeddings: { kind: elmo, width: 8, network: { width: 8, layers: 2 } }
          dropout: 0
          maximum_length: 12
        training:
          max_steps: 60
          batch_tokens: 200
          schedule: { kind: constant, learning_rate: 0.02 }
          validate_every: 30
          checkpoint_every: 0
          early_stopping: { metric: accuracy }
        """;

    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void Language_models_are_trained_and_a_classifier_reads_them()
    {
        folder.File("text.txt", string.Concat(Enumerable.Range(0, 20).Select(number => $"a fine film {number % 5}\na dull film {number % 5}\n")));
        HeedResult languages = HeedProcess.Run(["train", folder.File("languages.yaml", Languages), "--output", folder.At("elmo")]);
        Assert.True(languages.Code == 0, languages.Error);
        Assert.Contains("Training data: 40 sentences", languages.Error);
        Assert.Contains("perplexity", languages.Error);

        folder.File("train.tsv", string.Concat(Enumerable.Range(0, 20).Select(number => $"a fine film {number % 5}\tgood\na dull film {number % 5}\tbad\n")));
        string recipe = folder.File("classifier.yaml", Classifier);
        HeedResult trained = HeedProcess.Run(["train", recipe, "--set", $"pretrained={folder.At("elmo")}", "--output", folder.At("run")]);
        Assert.True(trained.Code == 0, trained.Error);
        Assert.Equal("accuracy 100.00 % · Matthews 1.0000 · macro F1 1.0000 · 40 texts", Assert.Single(trained.Lines));
        HeedResult found = HeedProcess.Run("a fine film\na dull film\n", ["classify", "--model", folder.At("run")]);
        Assert.Equal(["good", "bad"], found.Lines.Select(line => line.Split('\t')[0]));
    }

    [Fact]
    public void Other_sizes_than_those_trained_are_named()
    {
        folder.File("text.txt", "a fine film\na dull film\n");
        HeedProcess.Run(["train", folder.File("languages.yaml", Languages), "--set", "training.max_steps=1", "--output", folder.At("elmo")]);
        folder.File("train.tsv", "a fine film\tgood\na dull film\tbad\n");
        HeedResult refused = HeedProcess.Run(
            ["train", folder.File("classifier.yaml", Classifier), "--set", $"pretrained={folder.At("elmo")}", "--set", "model.embeddings.network.width=6", "--output", folder.At("run")]);
        Assert.Equal(1, refused.Code);
        Assert.Contains("does not fit the model: elmo.embeddings.weight", refused.Error, StringComparison.Ordinal);
    }
}
