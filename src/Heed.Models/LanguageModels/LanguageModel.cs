using Heed.Nn;
using Heed.Tensors;
using Heed.Tensors.Ops;

namespace Heed.Models.LanguageModels;

/// <summary>Text in, a distribution over the token behind each of its tokens out.</summary>
public abstract class LanguageModel : Model
{
    public abstract ILanguageModelOptions Options { get; }

    /// <summary>The loss of every target given its own and all earlier inputs of its sequence. A negative target counts for nothing.</summary>
    /// <param name="workspace">The step to work in.</param>
    /// <param name="inputs">Ids of packed sequences (N).</param>
    /// <param name="sequences">Which rows belong together.</param>
    /// <param name="targets">The token behind each input (N).</param>
    /// <param name="loss">Label smoothing.</param>
    public abstract CrossEntropyResult Loss(
        Workspace workspace, ReadOnlySpan<int> inputs, in Sequences sequences, ReadOnlySpan<int> targets, in LossOptions loss);

    /// <summary>Going on with texts token by token, with a memory of its own.</summary>
    public abstract GenerationSession StartGeneration();
}
