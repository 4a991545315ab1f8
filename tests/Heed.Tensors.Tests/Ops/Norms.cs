using Heed.Tensors.Tests.Support;

namespace Heed.Tensors.Tests.Ops;

/// <summary>Parameters for the tests of norms.</summary>
internal static class Norms
{
    public static ParameterStore Store(int width, out Parameter gain, out Parameter shift)
    {
        var store = new ParameterStore();
        gain = store.Add("norm.weight", new Shape(width), (values, _) => GuardedBuffer.FillNormal(values, seed: 21));
        shift = store.Add("norm.bias", new Shape(width), (values, _) => GuardedBuffer.FillNormal(values, seed: 22));
        store.Allocate(withGradients: true);
        store.Initialize(seed: 1);
        return store;
    }
}
