namespace Heed.Training.Optimizers;

/// <summary>Clipping by the norm of all gradients together: g ← g · min(1, limit / ‖g‖) (Pascanu et al., 2013).</summary>
public static class GradientClipping
{
    /// <summary>The factor for gradients of this norm; 1 if <paramref name="limit"/> is 0, which means no clipping.</summary>
    public static double Scale(double norm, double limit) => limit > 0 && norm > limit ? limit / norm : 1;
}
