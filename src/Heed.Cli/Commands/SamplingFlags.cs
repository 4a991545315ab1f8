using System.CommandLine;
using Heed.Models.Generation.Sampling;

namespace Heed.Cli.Commands;

/// <summary>The options by which a verb says how to draw tokens.</summary>
internal sealed class SamplingFlags
{
    private static readonly SamplingOptions Defaults = new();

    private readonly Option<float> temperature = Number("--temperature", Defaults.Temperature, "Below 1 the probable becomes more probable; 0 always takes the most probable token.");
    private readonly Option<int> topK = CommonOptions.Number("--top-k", Defaults.TopK, "Draw from the K most probable tokens; 0: from all.", least: 0);
    private readonly Option<float> topP = Number("--top-p", Defaults.TopP, "Draw from the most probable tokens that together have this probability; 1: from all.");
    private readonly Option<float> minP = Number("--min-p", Defaults.MinP, "Draw from tokens at least this many times as probable as the most probable; 0: from all.");
    private readonly Option<float> repetition = Number("--repetition-penalty", Defaults.RepetitionPenalty, "Above 1 makes tokens that are in the text already less probable.");
    private readonly Option<ulong> seed = new("--seed") { Description = "The same seed writes the same text.", HelpName = "N", DefaultValueFactory = _ => Defaults.Seed };

    public void AddTo(Command command)
    {
        foreach (Option option in (Option[])[temperature, topK, topP, minP, repetition, seed])
        {
            command.Add(option);
        }
    }

    /// <summary>What the user chose; <paramref name="sample"/> is added to the seed.</summary>
    public SamplingOptions Read(ParseResult parsed, ulong sample) => new()
    {
        Temperature = parsed.GetValue(temperature),
        TopK = parsed.GetValue(topK),
        TopP = parsed.GetValue(topP),
        MinP = parsed.GetValue(minP),
        RepetitionPenalty = parsed.GetValue(repetition),
        Seed = parsed.GetValue(seed) + sample,
    };

    private static Option<float> Number(string name, float value, string description) =>
        new(name) { Description = description, HelpName = "X", DefaultValueFactory = _ => value };
}
