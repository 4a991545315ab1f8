namespace Heed.Models.Checkpoints.HuggingFace;

/// <summary>
/// One tensor of a Hugging Face file and the parameters of Heed that it holds, one under another where there are several: the fused projection of
/// GPT-2 is three.
/// </summary>
/// <param name="Name">As Hugging Face calls it.</param>
/// <param name="Parameters">As Heed calls them.</param>
public sealed record TensorName(string Name, params IReadOnlyList<string> Parameters)
{
    /// <summary>Whether the file has inputs × outputs where Heed has outputs × inputs: GPT-2's Conv1D.</summary>
    public bool IsTransposed { get; init; }

    /// <summary>Heed's values are the file's times this, where Heed computes the same function with another factor elsewhere.</summary>
    public float Scale { get; init; } = 1;

    /// <summary>Whether the file has a first dimension of 1 that Heed has not.</summary>
    public bool IsRow { get; init; }
}
