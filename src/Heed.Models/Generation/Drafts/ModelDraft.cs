using Heed.Models.Generation.Sampling;
using Heed.Models.LanguageModels;
using Heed.Tensors;

namespace Heed.Models.Generation.Drafts;

/// <summary>A smaller model of the same vocabulary writes ahead, always its most probable token.</summary>
public sealed class ModelDraft : IDraftSource
{
    private readonly LanguageModel model;
    private readonly Workspace workspace = new();
    private readonly GenerationContext context;

    /// <summary>Drafts with <paramref name="model"/>, which it takes over.</summary>
    public ModelDraft(LanguageModel model)
    {
        this.model = model;
        context = new GenerationContext(model);
    }

    public int Propose(ReadOnlySpan<int> text, Span<int> draft)
    {
        Span<int> all = new int[text.Length + draft.Length];
        text.CopyTo(all);
        for (int count = 0; count < draft.Length; count++)
        {
            Tensor logits = context.Step(workspace, all[..(text.Length + count)], []);
            draft[count] = Highest.Of(logits.Values);
            all[text.Length + count] = draft[count];
        }

        return draft.Length;
    }

    public void Dispose()
    {
        context.Dispose();
        workspace.Dispose();
        model.Dispose();
    }
}
