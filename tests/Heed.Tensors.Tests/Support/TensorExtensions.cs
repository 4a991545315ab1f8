namespace Heed.Tensors.Tests.Support;

/// <summary>What tests do to tensors that nothing else does.</summary>
internal static class TensorExtensions
{
    /// <summary>Sets the gradient of an intermediate result, as an op that read it would.</summary>
    public static unsafe void GiveGradient(this Tensor tensor, ReadOnlySpan<float> gradient)
    {
        tensor.GradientForWrite(out _);
        gradient.CopyTo(tensor.Gradients);
    }
}
