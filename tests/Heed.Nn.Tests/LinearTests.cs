using Heed.Tensors;

namespace Heed.Nn.Tests;

public sealed class LinearTests
{
    [Fact]
    public void Stacked_projections_are_the_projections_side_by_side()
    {
        using var store = new ParameterStore();
        Linear stacked = Linear.Stacked(store, "attention", 6, hasBias: true, ("q_proj", 4, 1), ("k_proj", 3, 1));
        store.Allocate(withGradients: false);
        store.Initialize(4);
        Parameter query = store.Find("attention.q_proj.weight")!;
        Parameter key = store.Find("attention.k_proj.weight")!;
        Assert.Equal(new Shape(7, 6), stacked.Weight.Shape);
        Assert.Equal([.. query.Values, .. key.Values], stacked.Weight.Values.ToArray());

        using var workspace = new Workspace();
        workspace.BeginInferenceStep();
        float[] x = [1, -2, 3, 0.5f, -1, 2];
        Tensor y = stacked.Forward(workspace.From(x, new Shape(1, 6)));
        for (int output = 0; output < 7; output++)
        {
            double expected = 0;
            for (int input = 0; input < 6; input++)
            {
                expected += x[input] * (output < 4 ? query.Values[(output * 6) + input] : key.Values[((output - 4) * 6) + input]);
            }

            Assert.Equal(expected, y.Values[output], 5);
        }
    }

    [Fact]
    public void Initial_values_depend_on_the_seed_alone()
    {
        float[] Draw(ulong seed)
        {
            var values = new float[1000];
            Initializers.XavierUniform(30, 20)(values, seed);
            return values;
        }

        Assert.Equal(Draw(1), Draw(1));
        Assert.NotEqual(Draw(1), Draw(2));
        float bound = MathF.Sqrt(6f / 50);
        Assert.All(Draw(1), value => Assert.InRange(value, -bound, bound));
        Assert.InRange(Draw(1).Max(), 0.95f * bound, bound);
    }

    [Fact]
    public void Normal_values_have_the_deviation_asked_for()
    {
        var values = new float[20_000];
        Initializers.Normal(0.5f)(values, 3);
        double mean = values.Average(value => (double)value);
        double deviation = Math.Sqrt(values.Average(value => (value - mean) * (value - mean)));
        Assert.Equal(0, mean, 1);
        Assert.InRange(deviation, 0.49, 0.51);
    }
}
