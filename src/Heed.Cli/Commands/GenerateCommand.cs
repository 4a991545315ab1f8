using System.CommandLine;
using System.Diagnostics;
using System.Globalization;
using Heed.Cli.Generating;
using Heed.Cli.Terminal;
using Heed.Models;
using Heed.Models.Generation;
using Heed.Models.Generation.Drafts;
using Heed.Text.Corpora;

namespace Heed.Cli.Commands;

/// <summary><c>heed generate</c>: a language model goes on with a text.</summary>
internal static class GenerateCommand
{
    public static Command Create(Session session)
    {
        Option<string> model = CommonOptions.Model();
        var prompt = new Option<string?>("--prompt") { Description = "The text to go on with; without, standard input to its end.", HelpName = "TEXT" };
        Option<int> most = CommonOptions.Number("--max-tokens", 200, "The most tokens to write.");
        Option<int> samples = CommonOptions.Number("--samples", 1, "Write so many texts, each from the next seed.");
        var flags = new SamplingFlags();
        var draft = new Option<string?>("--draft")
        {
            Description = "Guess ahead and verify many tokens in one pass, which changes the speed and nothing else: 'ngram' looks the text up in itself, a folder is a smaller model.",
            HelpName = "ngram|DIR",
        };
        Option<int> ahead = CommonOptions.Number("--draft-length", 4, "How many tokens to guess ahead.");
        var verb = new Verb("generate", "Go on with a text, with a trained language model.") { model, prompt, most, samples };
        flags.AddTo(verb);
        verb.Add(draft);
        verb.Add(ahead);
        verb.Examples =
        [
            ("go on with a line", "./heed generate --model runs/tinyshakespeare --prompt 'ROMEO:'"),
            ("always the most probable token", "./heed generate --model DIR --prompt 'Once upon a time' --temperature 0"),
            ("faster, the same text", "./heed generate --model DIR --prompt 'Once upon a time' --draft ngram"),
        ];
        verb.SetAction(parsed =>
        {
            using TextGenerator generator = TextGenerator.Load(parsed.GetValue(model)!);
            using IDraftSource? source = DraftSources.Open(parsed.GetValue(draft), generator);
            generator.Draft = source;
            string text = parsed.GetValue(prompt) ?? string.Join('\n', InputFile.Read(session, TextLines.StandardInput));
            for (int sample = 0; sample < parsed.GetValue(samples); sample++)
            {
                var options = new GenerationOptions
                {
                    MaximumTokens = parsed.GetValue(most),
                    Sampling = flags.Read(parsed, (ulong)sample),
                    DraftLength = parsed.GetValue(ahead),
                };
                Write(session, generator, text, options);
            }
        });
        return verb;
    }

    private static void Write(Session session, TextGenerator generator, string prompt, GenerationOptions options)
    {
        long start = Stopwatch.GetTimestamp();
        session.Results.Write(prompt);
        foreach (string part in generator.Stream(prompt, options))
        {
            session.Cancellation.ThrowIfCancellationRequested();
            session.Results.Write(part);
            session.Results.Flush();
        }

        session.Results.WriteLine();
        GenerationStatistics taken = generator.Statistics;
        double seconds = Stopwatch.GetElapsedTime(start).TotalSeconds;
        string drafts = taken.Drafted == 0 ? "" : string.Create(CultureInfo.InvariantCulture, $"; {taken.Accepted} of {taken.Drafted} guesses were right");
        session.Note(string.Create(
            CultureInfo.InvariantCulture,
            $"{taken.Tokens} tokens in {taken.Passes} passes and {seconds:0.00} s, {taken.Tokens / seconds:0} tokens/s{drafts}."));
    }
}
