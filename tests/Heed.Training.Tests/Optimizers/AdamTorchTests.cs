using Heed.Models.Checkpoints;
using Heed.Tensors;
using Heed.Tensors.Memory;
using Heed.Tensors.Optimization;
using Heed.Training.Optimizers;

namespace Heed.Training.Tests.Optimizers;

/// <summary>Against <c>PyTorch/adam.py</c>, which also clips to a norm of 2.</summary>
public sealed class AdamTorchTests
{
    private const int Steps = 5;
    private const int Count = 37;

    public static TheoryData<string, OptimizerOptions> Cases => new()
    {
        { "adam", new AdamOptions() },
        { "adam_decay", new AdamOptions { WeightDecay = 0.1f, DecayVectors = true } },
        { "adamw", new AdamWOptions { Beta1 = 0.8f, Beta2 = 0.999f, Epsilon = 1e-6f, WeightDecay = 0.3f, DecayVectors = true } },
    };

    [Theory]
    [MemberData(nameof(Cases))]
    public void Steps_are_those_of_torch(string name, OptimizerOptions options)
    {
        using var reader = new SafetensorsReader(Path.Combine(AppContext.BaseDirectory, "PyTorch", "adam.safetensors"));
        float[] gradients = Read(reader, "gradients");
        float[] expected = Read(reader, name);
        using var store = new ParameterStore();
        Parameter parameter = store.Add("p", new Shape(Count), (values, _) => Read(reader, "initial").CopyTo(values));
        store.Allocate(withGradients: true);
        store.Initialize(0);
        using var workers = new WorkerPool(1);
        using Optimizer optimizer = options.Create(store);

        for (int step = 1; step <= Steps; step++)
        {
            gradients.AsSpan((step - 1) * Count, Count).CopyTo(parameter.Gradients);
            double scale = GradientClipping.Scale(ParameterUpdate.GradientNorm(workers, store), 2);
            Assert.True(scale < 1, "The stored gradients are meant to be clipped.");
            optimizer.Step(workers, step, 0.01 * step, scale);
            for (int index = 0; index < Count; index++)
            {
                Assert.Equal(expected[((step - 1) * Count) + index], parameter.Values[index], 2e-6);
            }

            Assert.False(store.AllGradients.ContainsAnyExcept(0));
        }
    }

    [Theory]
    [InlineData(3, 0, 1)]
    [InlineData(3, 4, 1)]
    [InlineData(4, 4, 1)]
    [InlineData(8, 4, 0.5)]
    public void Only_a_norm_above_the_limit_is_clipped(double norm, double limit, double expected) =>
        Assert.Equal(expected, GradientClipping.Scale(norm, limit));

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Vectors_decay_only_where_asked(bool decayVectors)
    {
        using var store = new ParameterStore();
        Parameter[] parameters = [Add("a.weight", new Shape(3, 5)), Add("a.bias", new Shape(3)), Add("b.weight", new Shape(2, 3)), Add("c.bias", new Shape(2))];
        store.Allocate(withGradients: true);
        store.Initialize(0);
        using var workers = new WorkerPool(2);
        using Optimizer optimizer = new AdamWOptions { WeightDecay = 0.5f, DecayVectors = decayVectors }.Create(store);
        optimizer.Step(workers, 1, 0.1, 1); // no gradient: only the decay moves anything
        foreach (Parameter parameter in parameters)
        {
            float expected = parameter.Shape.Rank > 1 || decayVectors ? 0.95f : 1;
            Assert.All(parameter.Values.ToArray(), value => Assert.Equal(expected, value, 1e-6));
        }

        Parameter Add(string name, Shape shape) => store.Add(name, shape, static (values, _) => values.Fill(1));
    }

    private static float[] Read(SafetensorsReader reader, string name)
    {
        SafetensorsEntry entry = reader.Find(name)!;
        float[] values = new float[entry.Count];
        reader.Read(entry, values);
        return values;
    }
}
