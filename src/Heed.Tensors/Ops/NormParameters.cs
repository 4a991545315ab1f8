namespace Heed.Tensors.Ops;

/// <summary>
/// γ (D), β (D) or none, and ε of a norm over rows. With <paramref name="Centers"/> it is LayerNorm; without it the row's mean stays, and with
/// no β that is RMSNorm (Zhang and Sennrich, 2019): y = γ ⊙ x / √(mean(x²) + ε).
/// </summary>
public readonly record struct NormParameters(Parameter Gain, Parameter? Shift, float Epsilon, bool Centers = true)
{
    internal unsafe float* ShiftData => Shift is null ? null : Shift.Data;

    internal unsafe float* ShiftGradient => Shift is null ? null : Shift.Gradient;

    internal void Check(Shape rows)
    {
        if (Gain.Shape.Count != rows.Columns || (Shift is not null && Shift.Shape.Count != rows.Columns))
        {
            throw new ArgumentException(
                $"Rows of shape {rows} cannot be normalised with {Gain.Name} {Gain.Shape} and {Shift?.Name ?? "no shift"} {Shift?.Shape}: each needs {rows.Columns} elements.");
        }
    }
}
