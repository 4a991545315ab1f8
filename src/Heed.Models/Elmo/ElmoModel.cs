using Heed.Models.BidirectionalLanguage;
using Heed.Nn;
using Heed.Tensors;
using Heed.Tensors.Ops;

namespace Heed.Models.Elmo;

/// <summary>
/// ELMo's language models (Peters et al., 2018, §3.1): one guesses each piece from all before it, the other from all behind it; embeddings and output projection are
/// shared. What they have learnt is used through <see cref="ElmoInputOptions"/>.
/// </summary>
public sealed class ElmoModel : BidirectionalLanguageModel
{
    private readonly ElmoNetwork network;
    private readonly Parameter outputBias;
    private readonly Tensor[] before;
    private readonly Tensor[] behind;

    /// <summary>Builds the model with undefined parameters.</summary>
    /// <exception cref="Text.UserException">The sizes do not fit each other.</exception>
    public ElmoModel(ElmoOptions options, bool forTraining)
    {
        options.Check();
        Options = options;
        network = new ElmoNetwork(Parameters, options.Network, options.Vocabulary, options.Dropout);
        outputBias = Parameters.Add("lm_head.bias", new Shape(options.Vocabulary), Initializers.Zeros);
        (before, behind) = (new Tensor[network.Depth], new Tensor[network.Depth]);
        Parameters.Allocate(forTraining);
    }

    public override ElmoOptions Options { get; }

    public override int Width => Options.Width;

    public override BidirectionalLosses Loss(Workspace workspace, ReadOnlySpan<int> ids, in Sequences texts, in LossOptions loss)
    {
        network.Forward(workspace, ids, texts, before, behind);
        CrossEntropyResult forward = CrossEntropyOp.Apply(before[^1], network.Embeddings, outputBias, Neighbours(workspace, ids, texts, 1), loss);
        CrossEntropyResult backward = CrossEntropyOp.Apply(behind[^1], network.Embeddings, outputBias, Neighbours(workspace, ids, texts, -1), loss);
        return new BidirectionalLosses(forward, backward);
    }

    // The piece so many places further on in the same text; −1, which counts for nothing, where there is none.
    private static Integers Neighbours(Workspace workspace, ReadOnlySpan<int> ids, in Sequences texts, int distance)
    {
        Integers targets = workspace.AllocateIntegers(ids.Length);
        targets.Values.Fill(-1);
        for (int text = 0; text < texts.Count; text++)
        {
            int first = texts.Offsets.Values[text];
            int end = first + texts.Lengths.Values[text];
            for (int row = first; row < end; row++)
            {
                int other = row + distance;
                targets.Values[row] = other >= first && other < end ? ids[other] : -1;
            }
        }

        return targets;
    }
}
