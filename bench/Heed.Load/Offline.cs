using System.Diagnostics;
using System.Globalization;
using Heed.Models;

namespace Heed.Load;

/// <summary>The same texts through the library, as many at once as it likes: what a server can at most reach.</summary>
public sealed record Offline(IReadOnlyList<ExpectedAnswer> Translations, double TokensPerSecond, double SecondsPerToken)
{
    public static Offline Measure(LoadOptions options, IReadOnlyList<LoadText> texts)
    {
        using Translator translator = Translator.Load(options.Model);
        string[] sentences = [.. texts.SelectMany(text => text.Sentences)];
        translator.Translate([.. sentences.Take(32)]); // compiled and warm
        using var process = Process.GetCurrentProcess();
        TimeSpan processor = process.TotalProcessorTime;
        var clock = Stopwatch.StartNew();
        IReadOnlyList<IReadOnlyList<Translation>> found = translator.Translate(sentences);
        double seconds = clock.Elapsed.TotalSeconds;
        process.Refresh();
        double processorSeconds = (process.TotalProcessorTime - processor).TotalSeconds;
        int tokens = found.Sum(translations => translations[0].Tokens.Count);

        var expected = new List<ExpectedAnswer>();
        int first = 0;
        foreach (LoadText text in texts)
        {
            Translation[] own = [.. found.Skip(first).Take(text.Spans.Count).Select(translations => translations[0])];
            first += own.Length;
            expected.Add(new ExpectedAnswer(text.Expected(new Queue<string>(own.Select(translation => translation.Text))), own.Sum(translation => translation.Tokens.Count)));
        }

        return new Offline(expected, tokens / seconds, processorSeconds / tokens);
    }

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{TokensPerSecond:F0} target tokens/s, {1e6 * SecondsPerToken:F0} µs of processor a token");
}

/// <summary>The right answer without its spaces, and how many tokens it took to write.</summary>
public sealed record ExpectedAnswer(string Text, int Tokens);
