using Heed.Tensors.Memory;
using Heed.Tensors.Ops;

namespace Heed.Tensors.Tests.Profiling;

public sealed class StepProfileTests
{
    [Fact]
    public void A_linear_layer_counts_its_products_forward_and_twice_backward()
    {
        ProfileEntry[] entries = Profile(requiresGradient: true);
        Assert.Equal(new OpWork(2 * 3 * 4 * 5, 4 * ((3 * 4) + (4 * 5) + (3 * 5))), entries.Single(entry => !entry.IsBackward).Work);
        Assert.Equal(2 * 2 * 3 * 4 * 5, entries.Single(entry => entry.IsBackward).Work.Flops);
        Assert.All(entries, entry => Assert.Equal((nameof(LinearOp), 1L), (entry.Name, entry.Calls)));
    }

    [Fact]
    public void An_input_that_wants_no_gradient_costs_no_product() =>
        Assert.Equal(2 * 3 * 4 * 5, Profile(requiresGradient: false).Single(entry => entry.IsBackward).Work.Flops);

    [Fact]
    public void Attention_counts_the_pairs_that_are_seen()
    {
        using var workers = new WorkerPool(1);
        using var workspace = new Workspace(workers) { Profile = new StepProfile() };
        workspace.BeginInferenceStep();
        Tensor x = workspace.From(new float[3 * 24], new Shape(3, 24));
        var layout = new AttentionLayout(Of(0, 3), Of(0, 3), Of(0, 0, 0), Of(0, 1, 2));
        AttentionOp.Apply(new ColumnSlice(x, 0), new ColumnSlice(x, 8), new ColumnSlice(x, 16), layout, new AttentionOptions(2, 2, 4, Scale: 1));
        Assert.Equal(2 * 2 * (1 + 2 + 3) * 8, workspace.Profile.Entries.Single().Work.Flops);

        Integers Of(params int[] values) => workspace.From(values);
    }

    [Fact]
    public void A_machine_at_its_limits_takes_the_longer_of_products_and_memory()
    {
        var limits = new MachineLimits(FlopsPerSecond: 100, BytesPerSecond: 10);
        Assert.Equal(2, new OpWork(200, 5).SecondsAt(limits));
        Assert.Equal(3, new OpWork(200, 30).SecondsAt(limits));
    }

    [Fact]
    public void The_limits_of_this_machine_are_those_of_a_computer()
    {
        using var workers = new WorkerPool(1);
        var limits = MachineLimits.Measure(workers);
        Assert.InRange(limits.FlopsPerSecond, 1e8, 1e13);
        Assert.InRange(limits.BytesPerSecond, 1e8, 1e13);
    }

    private static ProfileEntry[] Profile(bool requiresGradient)
    {
        using var store = new ParameterStore();
        Parameter weight = store.Add("weight", new Shape(5, 4), static (_, _) => { });
        store.Allocate(withGradients: true);
        using var workers = new WorkerPool(1);
        using var workspace = new Workspace(workers) { Profile = new StepProfile() };
        workspace.BeginTrainingStep(1, 1);
        Tensor y = LinearOp.Apply(workspace.From(new float[3 * 4], new Shape(3, 4), requiresGradient), weight, bias: null);
        workspace.Backward(y);
        return [.. workspace.Profile.Entries];
    }
}
