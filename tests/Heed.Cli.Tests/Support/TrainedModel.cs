namespace Heed.Cli.Tests.Support;

/// <summary>A tiny translator that learnt, through the command line, to say digits as words; shared by the tests that need a model.</summary>
public sealed class TrainedModel : IDisposable
{
    private static readonly string[] Words = ["zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine"];
    private readonly TemporaryFolder folder = new();

    public TrainedModel()
    {
        string[] pairs = [.. Enumerable.Range(0, 400).Select(number => $"{Digits(number)}\t{Spell(number)}")];
        folder.File("train.tsv", string.Join('\n', pairs) + "\n");
        folder.File("test.tsv", string.Join('\n', pairs.Take(40)) + "\n");
        Recipe = folder.File("tiny.yaml", Text);
        Result = HeedProcess.Run("train", Recipe, "--output", Folder);
    }

    /// <summary>A recipe that trains in seconds, without validation.</summary>
    public static string Text { get; } =
        """
        data:
          source_language: en
          target_language: en
          train: { pairs: train.tsv }
          test: { pairs: test.tsv }
        tokenizer: { vocabulary_size: 300 }
        model:
          width: 32
          encoder_layers: 1
          decoder_layers: 1
          heads: { count: 2 }
          feed_forward: { width: 64 }
          placement: pre
          dropout: 0
          maximum_length: 24
        training:
          max_steps: 40
          batch_tokens: 400
          schedule: { kind: constant, learning_rate: 0.005 }
          validate_every: 0
          checkpoint_every: 20
        """;

    public string Recipe { get; }

    /// <summary>The run's folder, which is a model folder.</summary>
    public string Folder => folder.At("run");

    /// <summary>What the training printed.</summary>
    internal HeedResult Result { get; }

    /// <summary>A copy that a test may damage.</summary>
    internal TemporaryFolder Copy()
    {
        var copy = new TemporaryFolder();
        foreach (string file in (string[])["config.json", "model.safetensors", "tokenizer.json"])
        {
            File.Copy(Path.Combine(Folder, file), copy.At(file));
        }

        return copy;
    }

    public void Dispose() => folder.Dispose();

    private static string Digits(int number) => string.Join(' ', $"{number}".ToCharArray());

    private static string Spell(int number) => string.Join(' ', $"{number}".Select(digit => Words[digit - '0']));
}
