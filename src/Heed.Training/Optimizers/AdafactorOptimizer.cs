using Heed.Tensors;
using Heed.Tensors.Memory;
using Heed.Tensors.Optimization;

namespace Heed.Training.Optimizers;

/// <summary>Adafactor without a first moment: one block beside the values, where Adam has two.</summary>
internal sealed class AdafactorOptimizer : Optimizer
{
    private readonly AdafactorOptions options;
    private readonly ParameterBlock second;
    private readonly AdafactorUpdate update;

    public AdafactorOptimizer(ParameterStore store, AdafactorOptions options)
    {
        this.options = options;
        second = new ParameterBlock(store, "second_moment");
        update = new AdafactorUpdate(store, second);
    }

    public override IReadOnlyList<ParameterBlock> State => [second];

    public override void Step(WorkerPool workers, long step, double learningRate, double gradientScale) =>
        update.Step(workers, options.Settings(step, learningRate, gradientScale));
}
