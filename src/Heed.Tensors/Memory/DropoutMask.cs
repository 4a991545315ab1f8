namespace Heed.Tensors;

/// <summary>
/// One use of dropout in one step: enough to compute every element's mask again in the backward pass. An element is dropped where
/// <c>Hash(Key, index) &lt; Threshold</c>; kept elements are multiplied by <see cref="Scale"/> = 1 / (1 − p).
/// </summary>
public readonly record struct DropoutMask(uint Key, uint Threshold, float Scale)
{
    /// <summary>Keeps everything.</summary>
    public static DropoutMask Off => new(0, 0, 1);

    public bool IsOff => Threshold == 0;
}
