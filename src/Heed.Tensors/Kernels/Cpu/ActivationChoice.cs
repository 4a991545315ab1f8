namespace Heed.Tensors.Kernels.Cpu;

/// <summary>Work that is compiled once for each activation.</summary>
internal interface IActivationWork
{
    void Run<TFunction>()
        where TFunction : struct, IActivationFunction;
}

/// <summary>The one place that knows which function an <see cref="Activation"/> is.</summary>
internal static class ActivationChoice
{
    public static void Run<TWork>(Activation activation, in TWork work)
        where TWork : struct, IActivationWork
    {
        switch (activation)
        {
            case Activation.None:
                work.Run<IdentityFunction>();
                break;
            case Activation.Relu:
                work.Run<ReluFunction>();
                break;
            case Activation.Gelu:
                work.Run<GeluFunction>();
                break;
            case Activation.GeluTanh:
                work.Run<GeluTanhFunction>();
                break;
            case Activation.Silu:
                work.Run<SiluFunction>();
                break;
            case Activation.Tanh:
                work.Run<TanhFunction>();
                break;
            default:
                throw new ArgumentOutOfRangeException(nameof(activation), activation, "There is no such activation.");
        }
    }
}
