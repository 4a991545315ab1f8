using Heed.Cli.Tests.Support;

namespace Heed.Cli.Tests.Commands;

public sealed class ConvertTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void A_model_pre_trained_on_gaps_translates_and_goes_to_Hugging_Face_and_back()
    {
        const string Training = "training: { max_steps: 4, batch_tokens: 200, schedule: { kind: constant, learning_rate: 0.01 }, validate_every: 2, checkpoint_every: 0 }";
        const string Model = "model: { preset: t5_tiny, width: 16, encoder_layers: 1, decoder_layers: 1, heads: { count: 2 }, feed_forward: { width: 32 }, maximum_length: 48 }";
        folder.File("text.txt", string.Concat(Enumerable.Range(0, 60).Select(number => $"The film number {number % 7} was fine and not dull.\n")));
        folder.File("pairs.tsv", string.Concat(Enumerable.Range(0, 60).Select(number => $"The film {number % 7}\tfine {number % 5}\n")));
        HeedResult pretrained = HeedProcess.Run("train", folder.File("gaps.yaml", $$"""
            task: span_corruption
            data: { train: [{ file: text.txt }], validation: [{ file: text.txt }] }
            tokenizer: { kind: unigram, vocabulary_size: 320 }
            corruption: { sentinels: 8, copies: 2 }
            {{Model}}
            {{Training}}
            """), "--output", folder.At("gaps"));
        Assert.True(pretrained.Code == 0, pretrained.Error);
        Assert.Contains("Training data: 120 stretches of text", pretrained.Error);

        HeedResult tuned = HeedProcess.Run("train", folder.File("tune.yaml", $$"""
            data: { source_language: en, target_language: de, train: { pairs: pairs.tsv } }
            pretrained: {{folder.At("gaps")}}
            {{Model}}
            {{Training}}
            """), "--output", folder.At("tuned"));
        Assert.True(tuned.Code == 0, tuned.Error);
        Assert.Contains("New: nothing. Left there: nothing.", tuned.Error);

        Convert("tuned", "theirs", "Hugging Face's layout");
        Assert.Contains("\"model_type\": \"t5\"", File.ReadAllText(folder.At("theirs/config.json")));
        Convert("theirs", "ours", "Heed's layout");
        string[] arguments = ["translate", "--beam", "1", "--model"];
        HeedResult before = HeedProcess.Run("The film 3\n", [.. arguments, folder.At("tuned")]);
        Assert.True(before.Code == 0, before.Error);
        Assert.Equal(before.Output, HeedProcess.Run("The film 3\n", [.. arguments, folder.At("ours")]).Output);
    }

    private void Convert(string from, string to, string expected)
    {
        HeedResult result = HeedProcess.Run("convert", "--model", folder.At(from), "--output", folder.At(to));
        Assert.True(result.Code == 0, result.Error);
        Assert.Contains(expected, result.Error);
    }
}
