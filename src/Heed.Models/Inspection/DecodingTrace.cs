using Heed.Models.Generation;
using Heed.Text.Tokenization;

namespace Heed.Models.Inspection;

/// <summary>The search that found the translation.</summary>
public sealed record DecodingTrace
{
    /// <summary>Hypotheses kept alive.</summary>
    public required int Beam { get; init; }

    /// <summary>What a finished hypothesis' total is divided by.</summary>
    public required LengthPenalty LengthPenalty { get; init; }

    /// <summary>Everything that was looked at; see <see cref="BeamTree"/>.</summary>
    public required IReadOnlyList<BeamNode> Nodes { get; init; }

    /// <summary>Everything that was finished, best score first.</summary>
    public required IReadOnlyList<TracedHypothesis> Hypotheses { get; init; }

    /// <summary>What a search with these options recorded.</summary>
    public static DecodingTrace Of(BeamTree tree, SearchOptions options, Tokenizer tokenizer) => new()
    {
        Beam = options.Beam,
        LengthPenalty = options.LengthPenalty,
        Nodes = tree.Nodes,
        Hypotheses = [.. tree.Nodes
            .Where(node => node.State == BeamFate.Finished)
            .Select(node => new TracedHypothesis(
                node.Id, tokenizer.Decode([.. tree.Path(node)]), node.Total, node.Step + 1, node.Total / options.LengthPenalty.Divisor(node.Step + 1)))
            .OrderByDescending(hypothesis => hypothesis.Score)],
    };
}
