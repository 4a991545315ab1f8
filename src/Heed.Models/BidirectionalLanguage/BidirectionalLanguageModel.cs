using Heed.Nn;
using Heed.Tensors;
using Heed.Tensors.Ops;

namespace Heed.Models.BidirectionalLanguage;

/// <summary>Texts in; for each piece a distribution from all before it and another from all behind it out.</summary>
public abstract class BidirectionalLanguageModel : Model
{
    public abstract IBidirectionalLanguageOptions Options { get; }

    /// <summary>The losses of packed texts, ids (N); going back from <see cref="BidirectionalLosses.Forward"/> goes back from both.</summary>
    public abstract BidirectionalLosses Loss(Workspace workspace, ReadOnlySpan<int> ids, in Sequences texts, in LossOptions loss);
}

/// <summary>What guessing from either side cost: each piece but the first of a text from those before it, each but the last from those behind it.</summary>
public readonly record struct BidirectionalLosses(CrossEntropyResult Forward, CrossEntropyResult Backward);
