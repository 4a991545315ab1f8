using Heed.Nn;
using Heed.Tensors;

namespace Heed.Models;

/// <summary>A model that has a hidden state for each token of a text, from which a vector of the text can be made.</summary>
public interface ITextEncoder
{
    /// <summary>The longest text, in tokens with the special ones.</summary>
    int MaximumLength { get; }

    /// <summary>Ids (N) of packed texts → hidden states (N, D).</summary>
    Tensor Encode(Workspace workspace, ReadOnlySpan<int> ids, in Sequences sequences);
}
