using System.CommandLine;
using Heed.Cli.Benchmarks;
using Heed.Cli.Terminal;
using Heed.Tensors;

namespace Heed.Cli.Commands.Benchmarks;

/// <summary>The options that both benchmarks have: the model's shape, and how to report.</summary>
internal sealed class BenchFlags
{
    private readonly Option<int> width = CommonOptions.Number("--width", 256, "D, the model's width.");
    private readonly Option<int> feedForward = CommonOptions.Number("--feed-forward", 1024, "Width of the feed-forward layers.");
    private readonly Option<int> heads = CommonOptions.Number("--heads", 4, "Attention heads.");
    private readonly Option<int> layers = CommonOptions.Number("--layers", 3, "Encoder layers, and as many decoder layers.");
    private readonly Option<int> vocabulary = CommonOptions.Number("--vocab", 8000, "Ids.");
    private readonly Option<int> threads = CommonOptions.Number("--threads", 0, "Threads; 0 is one a processor.", least: 0);
    private readonly Option<string> precision = CommonOptions.Choice("--precision", "float32", ["float32"], "How matrix products are computed.");
    private readonly Option<bool> profile = new("--profile") { Description = "Print the time of each op, its share, and how near it came to the machine's limit." };
    private readonly Option<bool> json = CommonOptions.Json();

    public void AddTo(Command command)
    {
        foreach (Option option in (Option[])[width, feedForward, heads, layers, vocabulary, threads, precision, profile, json])
        {
            command.Add(option);
        }

        command.Validators.Add(result =>
        {
            // Asked for help alone, the options have no values.
            if (result.GetValue(heads) is int count and > 0 && result.GetValue(width) % count != 0)
            {
                result.AddError($"--width {result.GetValue(width)} is no multiple of --heads {result.GetValue(heads)}.");
            }
        });
    }

    public BenchmarkShape Shape(ParseResult parsed) => new(
        parsed.GetValue(width), parsed.GetValue(feedForward), parsed.GetValue(heads), parsed.GetValue(layers), parsed.GetValue(vocabulary));

    public int Vocabulary(ParseResult parsed) => parsed.GetValue(vocabulary);

    public int Threads(ParseResult parsed) => parsed.GetValue(threads);

    /// <summary>Where to count the time of each op, if the user wants to know.</summary>
    public StepProfile? Profile(ParseResult parsed) => parsed.GetValue(profile) ? new StepProfile() : null;

    public void Report(Session session, ParseResult parsed, BenchmarkResult result, StepProfile? counted)
    {
        if (parsed.GetValue(json))
        {
            session.WriteJson(result.ToJson());
        }
        else
        {
            session.Results.WriteLine(result.ToString());
        }

        if (counted is not null)
        {
            ProfileTable.Write(parsed.GetValue(json) ? session.NoteConsole : session.ResultConsole, counted, result.Seconds, result.Limits!);
        }
    }
}
