namespace Heed.Tensors.Ops;

/// <summary>γ and β of a norm, checked against the rows they are for.</summary>
internal readonly record struct NormParameters
{
    public NormParameters(Parameter gain, Parameter shift, Shape rows)
    {
        if (gain.Shape.Count != rows.Columns || shift.Shape.Count != rows.Columns)
        {
            throw new ArgumentException(
                $"Rows of shape {rows} cannot be normalised with {gain.Name} {gain.Shape} and {shift.Name} {shift.Shape}: both need {rows.Columns} elements.");
        }

        (Gain, Shift) = (gain, shift);
    }

    public Parameter Gain { get; }

    public Parameter Shift { get; }
}
