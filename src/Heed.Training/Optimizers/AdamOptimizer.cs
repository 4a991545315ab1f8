using Heed.Tensors;
using Heed.Tensors.Memory;
using Heed.Tensors.Optimization;

namespace Heed.Training.Optimizers;

/// <summary>Adam and AdamW: two moments beside the values, updated in one pass over each run of parameters that decay alike.</summary>
internal sealed class AdamOptimizer(ParameterStore store, AdamFamilyOptions options) : Optimizer
{
    private readonly ParameterBlock first = new(store, "first_moment");
    private readonly ParameterBlock second = new(store, "second_moment");
    private readonly DecayRun[] runs = DecayRun.Of(store, parameter => options.WeightDecay > 0 && (options.DecayVectors || parameter.Shape.Rank > 1));

    public override IReadOnlyList<ParameterBlock> State => [first, second];

    public override void Step(WorkerPool workers, long step, double learningRate, double gradientScale)
    {
        foreach (DecayRun run in runs)
        {
            ParameterUpdate.Adam(workers, store, first, second, options.Settings(step, learningRate, gradientScale, run.Decays), run.Range);
        }
    }
}
