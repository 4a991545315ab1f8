using Heed.Tensors;

namespace Heed.Nn;

/// <summary>How parameters are filled before training. The same seed gives the same numbers on every machine.</summary>
public static class Initializers
{
    /// <summary>All zero: biases, norm shifts.</summary>
    public static ParameterInitializer Zeros { get; } = static (values, _) => values.Clear();

    /// <summary>All one: norm gains.</summary>
    public static ParameterInitializer Ones { get; } = static (values, _) => values.Fill(1);

    /// <summary>Uniform in ±√(6 / (inputs + outputs)) (Glorot and Bengio, 2010), times <paramref name="gain"/>.</summary>
    public static ParameterInitializer XavierUniform(int inputs, int outputs, float gain = 1)
    {
        float bound = gain * MathF.Sqrt(6f / (inputs + outputs));
        return (values, seed) =>
        {
            var random = new RandomSequence(seed);
            foreach (ref float value in values)
            {
                value = ((2 * random.NextUnit()) - 1) * bound;
            }
        };
    }

    /// <summary>Normal with mean 0; Box and Muller's transform of two uniform numbers.</summary>
    public static ParameterInitializer Normal(float standardDeviation) => (values, seed) =>
    {
        var random = new RandomSequence(seed);
        foreach (ref float value in values)
        {
            float radius = MathF.Sqrt(-2 * MathF.Log(1 - random.NextUnit()));
            value = standardDeviation * radius * MathF.Cos(2 * MathF.PI * random.NextUnit());
        }
    };
}
