using System.Diagnostics;
using System.Text;

namespace Heed.Text.Tests.Tokenization;

/// <summary>SentencePiece's own programs, where they are installed; a test that asks for them is skipped elsewhere.</summary>
internal static class SentencePiecePeer
{
    /// <summary>Trains a model on lines and gives the path of its .model file.</summary>
    public static string Train(string folder, IEnumerable<string> lines, params string[] options)
    {
        string text = Path.Combine(folder, "train.txt");
        File.WriteAllLines(text, lines);
        string prefix = Path.Combine(folder, "peer");
        Run("spm_train", [$"--input={text}", $"--model_prefix={prefix}", .. options], []);
        return prefix + ".model";
    }

    /// <summary>The ids of each line.</summary>
    public static string[] Encode(string model, IEnumerable<string> lines) => Run("spm_encode", [$"--model={model}", "--output_format=id"], lines);

    /// <summary>The text of each line of ids.</summary>
    public static string[] Decode(string model, IEnumerable<string> lines) => Run("spm_decode", [$"--model={model}", "--input_format=id"], lines);

    private static string[] Run(string program, IEnumerable<string> arguments, IEnumerable<string> input)
    {
        string? path = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator)
            .Select(folder => Path.Combine(folder, program)).FirstOrDefault(File.Exists);
        Assert.SkipUnless(path is not null, $"needs {program}, of Debian's package sentencepiece");
        var utf8 = new UTF8Encoding(false);
        var start = new ProcessStartInfo(path!, arguments)
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            StandardInputEncoding = utf8,
            StandardOutputEncoding = utf8,
        };
        using Process process = Process.Start(start)!;
        Task<string> errors = process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        Task<string> output = process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        foreach (string line in input)
        {
            process.StandardInput.Write(line + "\n");
        }

        process.StandardInput.Close();
        string[] lines = output.GetAwaiter().GetResult().Split('\n');
        process.WaitForExit();
        Assert.True(process.ExitCode == 0, $"{program}: {errors.GetAwaiter().GetResult()}");
        return lines[..^1];
    }
}
