using Heed.Cli.Tests.Support;

namespace Heed.Cli.Tests.Commands;

public sealed class GenerateTests : IDisposable
{
    private const string Recipe =
        """
        task: language_model
        data: { train: [text.txt], held_back: 0.1 }
        tokenizer: { kind: character, keep_spaces: true, minimum_character_count: 1 }
        model:
          kind: gpt
          width: 32
          layers: 1
          heads: { count: 2 }
          feed_forward: { width: 64 }
          dropout: 0
          maximum_length: 16
        training:
          max_steps: 150
          batch_tokens: 160
          label_smoothing: 0
          schedule: { kind: constant, learning_rate: 0.01 }
          validate_every: 0
          checkpoint_every: 0
        """;

    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void What_was_learnt_is_written_on_with_and_without_a_draft()
    {
        string model = Train(string.Concat(Enumerable.Repeat("one two three.\n", 60)));
        string[] greedy = ["generate", "--model", model, "--prompt", "one t", "--temperature", "0", "--max-tokens", "40"];
        HeedResult written = HeedProcess.Run(greedy);
        Assert.True(written.Code == 0, written.Error);
        Assert.StartsWith("one two three.\none two three.\n", written.Output, StringComparison.Ordinal);
        Assert.Contains("40 tokens in 40 passes", written.Error);

        HeedResult drafted = HeedProcess.Run([.. greedy, "--draft", "ngram"]);
        Assert.Equal(written.Output, drafted.Output);
        Assert.Contains("guesses were right", drafted.Error);
        Assert.Equal(written.Output, HeedProcess.Run([.. greedy, "--draft", model]).Output);
        Assert.Equal(written.Output, HeedProcess.Run("one t", [.. greedy.Where(word => word is not ("--prompt" or "one t"))]).Output);
    }

    [Fact]
    public void What_makes_no_sense_is_named()
    {
        string model = Train("a little text, a little text\n");
        HeedResult impossible = HeedProcess.Run("generate", "--model", model, "--prompt", "a", "--top-p", "2");
        Assert.Equal((1, "heed: Nothing can be drawn: top-p is 2, but must be above 0 and at most 1 (off)."), (impossible.Code, impossible.Error.Trim()));
        HeedResult other = HeedProcess.Run("translate", "--model", model, "--input", folder.At("text.txt"));
        Assert.Equal(1, other.Code);
        Assert.Contains("kind", other.Error);
    }

    [Fact]
    public void Next_to_no_text_is_refused()
    {
        folder.File("text.txt", "");
        HeedResult refused = HeedProcess.Run("train", folder.File("recipe.yaml", Recipe), "--output", folder.At("run"));
        Assert.Equal(1, refused.Code);
        Assert.Contains("text", refused.Error);
    }

    private string Train(string text)
    {
        folder.File("text.txt", text);
        HeedResult trained = HeedProcess.Run("train", folder.File("recipe.yaml", Recipe), "--output", folder.At("run"));
        Assert.True(trained.Code == 0, trained.Error);
        return folder.At("run");
    }
}
