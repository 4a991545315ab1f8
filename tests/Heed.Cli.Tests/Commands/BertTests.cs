using Heed.Cli.Tests.Support;

namespace Heed.Cli.Tests.Commands;

public sealed class BertTests : IDisposable
{
    private const string Sizes = "width: 16, layers: 1, heads: { count: 2 }, feed_forward: { kind: gelu, width: 32 }, maximum_length: 24";
    private const string Training = "training: { max_steps: 6, batch_tokens: 200, schedule: { kind: constant, learning_rate: 0.01 }, validate_every: 3, checkpoint_every: 0 }";

    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void A_pre_trained_folder_is_fine_tuned_and_embeds()
    {
        folder.File("train.tsv", string.Concat(Enumerable.Range(0, 20).Select(number => $"a fine film {number % 5}\tgood\na dull film {number % 5}\tbad\n")));
        folder.File("text.txt", string.Concat(Enumerable.Range(0, 30).Select(number => $"The film {number} was fine. It was\nnot dull.\n\n")));
        HeedResult pretrained = HeedProcess.Run("train", folder.File("pre.yaml", $$"""
            task: masked_language_model
            data:
              train: [{ file: text.txt, layout: running }, { file: train.tsv, column: 1 }]
              validation: [{ file: text.txt, layout: running }]
            tokenizer: { kind: word_piece, vocabulary_size: 70, minimum_character_count: 1 }
            model: { kind: bert, {{Sizes}} }
            {{Training}}
            """), "--output", folder.At("pre"));
        Assert.True(pretrained.Code == 0, pretrained.Error);
        Assert.Contains("Training data: 41 documents, 100 sentences", pretrained.Error);
        Assert.Contains("masked accuracy", pretrained.Error);
        Assert.Contains("next sentence accuracy", pretrained.Error);

        HeedResult tuned = HeedProcess.Run("train", folder.File("tune.yaml", $$"""
            task: classification
            data: { train: train.tsv, validation: train.tsv, test: train.tsv }
            pretrained: {{folder.At("pre")}}
            model: { kind: bert_classifier, {{Sizes}} }
            {{Training}}
            """), "--output", folder.At("tuned"));
        Assert.True(tuned.Code == 0, tuned.Error);
        Assert.Contains("New: classifier.weight, classifier.bias. Left there: lm_head.dense.weight", tuned.Error);
        Assert.Equal(File.ReadAllText(folder.At("pre/tokenizer.json")), File.ReadAllText(folder.At("tuned/tokenizer.json")));
        Assert.StartsWith("accuracy", Assert.Single(tuned.Lines));

        foreach (string model in (string[])["pre", "tuned"])
        {
            HeedResult vectors = HeedProcess.Run("a fine film\n\n", ["embed", "--model", folder.At(model)]);
            Assert.True(vectors.Code == 0, vectors.Error);
            Assert.All(vectors.Lines, line => Assert.Equal(16, line.Split(' ').Length));
            Assert.Equal(2, vectors.Lines.Count);
        }

        HeedResult wider = HeedProcess.Run("train", folder.At("tune.yaml"), "--set", "model.width=32", "--output", folder.At("other"));
        Assert.Equal((1, ""), (wider.Code, wider.Output));
        Assert.Contains("embeddings.layer_norm.weight is (16) there and (32) here", wider.Error);
    }
}
