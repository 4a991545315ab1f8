using Heed.Tensors;
using Heed.Tensors.Ops;
using Heed.Text.Batching.Masked;

namespace Heed.Models.MaskedLanguage;

/// <summary>Text with hidden pieces in, a distribution over the vocabulary for each of them out.</summary>
public abstract class MaskedLanguageModel : Model
{
    public abstract IMaskedLanguageOptions Options { get; }

    /// <summary>The losses of a batch; going back from <see cref="MaskedLosses.Pieces"/> goes back from both.</summary>
    public abstract MaskedLosses Loss(Workspace workspace, MaskedBatch batch, in LossOptions loss);
}
