using Heed.Models.LanguageModels;
using Heed.Tensors;

namespace Heed.Models.Generation;

/// <summary>
/// One growing text inside a model's window. It feeds the model what it has not seen yet; a text that has outgrown the window is cut to its last half window
/// and read again, so that every token is predicted from between a half and a whole window of past.
/// </summary>
internal sealed class GenerationContext : IDisposable
{
    private readonly GenerationSession session;
    private readonly int window;
    private readonly List<int> held = [];
    private int start;
    private int[] slots = [];
    private int[] rows = [];

    public GenerationContext(LanguageModel model)
    {
        session = model.StartGeneration();
        window = model.Options.MaximumLength;
        session.Resize(1, window);
    }

    /// <summary>Bytes held between steps.</summary>
    public long Bytes => session.Bytes;

    /// <summary>How many draft tokens behind a text of <paramref name="length"/> still fit the window that serial decoding would use.</summary>
    public int RoomForDraft(int length) => window - (length - StartFor(length));

    /// <summary>The logits behind <paramref name="text"/> and behind each token of <paramref name="draft"/>: (1 + drafts, V).</summary>
    public Tensor Step(Workspace workspace, ReadOnlySpan<int> text, ReadOnlySpan<int> draft)
    {
        int begin = StartFor(text.Length);
        if (begin != start)
        {
            held.Clear();
            start = begin;
        }

        // What the model has seen of this very text; its last token is always asked again.
        int kept = Math.Min(Common(text[start..]), text.Length - start - 1);
        ReadOnlySpan<int> fresh = [.. text[(start + kept)..], .. draft];
        Grow(ref slots, fresh.Length);
        Grow(ref rows, Math.Max(fresh.Length, 1 + draft.Length));
        Span<int> positions = new int[fresh.Length];
        for (int row = 0; row < fresh.Length; row++)
        {
            positions[row] = kept + row;
        }

        int first = fresh.Length - draft.Length - 1;
        for (int asked = 0; asked <= draft.Length; asked++)
        {
            rows[asked] = first + asked;
        }

        held.RemoveRange(kept, held.Count - kept);
        held.AddRange(fresh);
        workspace.BeginInferenceStep();
        return session.Step(workspace, new GenerationStep
        {
            Ids = fresh,
            Slots = slots.AsSpan(0, fresh.Length),
            Positions = positions,
            Asked = rows.AsSpan(0, 1 + draft.Length),
        });
    }

    public void Dispose() => session.Dispose();

    /// <summary>The first token of the text that the model sees, a function of the length alone.</summary>
    private int StartFor(int length)
    {
        int half = Math.Max(1, window / 2);
        return length <= window ? 0 : (length - window + half - 1) / half * half;
    }

    private int Common(ReadOnlySpan<int> text)
    {
        int count = 0;
        while (count < text.Length && count < held.Count && held[count] == text[count])
        {
            count++;
        }

        return count;
    }

    private static void Grow(ref int[] array, int length)
    {
        if (array.Length < length)
        {
            array = new int[length];
        }
    }
}
