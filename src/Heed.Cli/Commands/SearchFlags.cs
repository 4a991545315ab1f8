using System.CommandLine;
using Heed.Models.Generation;

namespace Heed.Cli.Commands;

/// <summary>The options by which verbs say how to search for translations.</summary>
internal sealed class SearchFlags
{
    private readonly Option<int> beam = CommonOptions.Number("--beam", new SearchOptions().Beam, "How many hypotheses a sentence keeps alive; 1 is greedy search.");
    private readonly Option<float> penalty = new("--length-penalty")
    {
        Description = "α: how much a score is divided by length; 0 is not at all.",
        HelpName = "ALPHA",
        DefaultValueFactory = _ => new PowerLengthPenalty().Alpha,
    };

    private readonly Option<string> kind = CommonOptions.Choice(
        "--length-penalty-kind", "power", ["power", "gnmt"], "The divisor: length^α, or ((5 + length) / 6)^α.");

    public void AddTo(Command command)
    {
        command.Add(beam);
        command.Add(penalty);
        command.Add(kind);
    }

    /// <summary>What the user chose.</summary>
    /// <param name="parsed">The command line.</param>
    /// <param name="best">How many translations to return; the beam grows to it.</param>
    public SearchOptions Read(ParseResult parsed, int best = 1) => new()
    {
        Beam = Math.Max(parsed.GetValue(beam), best),
        Best = best,
        LengthPenalty = parsed.GetValue(kind) == "gnmt"
            ? new GnmtLengthPenalty { Alpha = parsed.GetValue(penalty) }
            : new PowerLengthPenalty { Alpha = parsed.GetValue(penalty) },
    };
}
