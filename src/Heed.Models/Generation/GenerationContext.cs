using Heed.Models.LanguageModels;
using Heed.Tensors;

namespace Heed.Models.Generation;

/// <summary>One growing text and its drafts.</summary>
internal sealed class GenerationContext : IDisposable
{
    private readonly GenerationSession session;
    private readonly GenerationSlot slot;
    private readonly GenerationRows rows = new();

    public GenerationContext(LanguageModel model)
    {
        session = model.StartGeneration();
        session.Resize(1, model.Options.MaximumLength);
        slot = new GenerationSlot(0, model.Options.MaximumLength);
    }

    /// <summary>Bytes held between steps.</summary>
    public long Bytes => session.Bytes;

    /// <summary>How many draft tokens behind a text of <paramref name="length"/> still fit the window that serial decoding would use.</summary>
    public int RoomForDraft(int length) => slot.RoomForDraft(length);

    /// <summary>The logits behind <paramref name="text"/> and behind each token of <paramref name="draft"/>: (1 + drafts, V).</summary>
    public Tensor Step(Workspace workspace, ReadOnlySpan<int> text, ReadOnlySpan<int> draft)
    {
        rows.Clear();
        slot.Feed(text, draft, rows);
        workspace.BeginInferenceStep();
        return session.Step(workspace, rows.ToStep());
    }

    public void Dispose() => session.Dispose();
}
