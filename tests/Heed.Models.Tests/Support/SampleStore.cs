using Heed.Tensors;

namespace Heed.Models.Tests.Support;

/// <summary>Stores with a few parameters of awkward sizes.</summary>
internal static class SampleStore
{
    public static ParameterStore Create(ulong seed, params (string Name, Shape Shape)[] parameters)
    {
        var store = new ParameterStore();
        foreach ((string name, Shape shape) in parameters.Length > 0 ? parameters : [("embed.weight", new Shape(5, 3)), ("layer.bias", new Shape(7)), ("layer.weight", new Shape(2, 3, 4))])
        {
            store.Add(name, shape, Fill);
        }

        store.Allocate(withGradients: false);
        store.Initialize(seed);
        return store;
    }

    public static float[] Copy(ParameterStore store) => store.AllValues.ToArray();

    private static void Fill(Span<float> values, ulong seed)
    {
        var random = new Random((int)seed);
        foreach (ref float value in values)
        {
            value = random.NextSingle() - 0.5f;
        }
    }
}
