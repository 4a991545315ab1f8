using Heed.Tensors;
using Heed.Tensors.Memory;
using Heed.Tensors.Optimization;

namespace Heed.Training.Optimizers;

/// <summary>Adam and AdamW: two moments beside the values, all updated in one pass.</summary>
internal sealed class AdamOptimizer(ParameterStore store, AdamFamilyOptions options) : Optimizer
{
    private readonly ParameterBlock first = new(store, "first_moment");
    private readonly ParameterBlock second = new(store, "second_moment");

    public override IReadOnlyList<ParameterBlock> State => [first, second];

    public override void Step(WorkerPool workers, long step, double learningRate, double gradientScale) =>
        ParameterUpdate.Adam(workers, store, first, second, options.Settings(step, learningRate, gradientScale));
}
