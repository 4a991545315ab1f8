namespace Heed.Models.Generation;

/// <summary>
/// What a model remembers of one growing text, inside its window: only what it has not seen yet is fed. A text that has outgrown the window is cut to its
/// last half window and read again, so that every token is predicted from between a half and a whole window of past.
/// </summary>
internal sealed class GenerationSlot(int number, int window)
{
    private readonly List<int> held = [];
    private int start;

    /// <summary>How many draft tokens behind a text of <paramref name="length"/> still fit the window that serial decoding would use.</summary>
    public int RoomForDraft(int length) => window - (length - StartFor(length));

    /// <summary>How many tokens at the beginning of <paramref name="text"/> the slot remembers.</summary>
    public int Remembered(ReadOnlySpan<int> text)
    {
        if (StartFor(text.Length) != start)
        {
            return 0;
        }

        text = text[start..];
        int count = 0;
        while (count < text.Length && count < held.Count && held[count] == text[count])
        {
            count++;
        }

        return count;
    }

    /// <summary>
    /// Adds the rows of what the model has not seen, and asks for what follows the text and each token of the draft; or else, with
    /// <paramref name="askAll"/>, for what follows each token inside the window.
    /// </summary>
    public void Feed(ReadOnlySpan<int> text, ReadOnlySpan<int> draft, GenerationRows rows, bool askAll = false)
    {
        // The text's last token is always asked again.
        int kept = askAll ? 0 : Math.Min(Remembered(text), text.Length - StartFor(text.Length) - 1);
        start = StartFor(text.Length);
        held.RemoveRange(kept, held.Count - kept);
        for (int place = start + kept; place < text.Length + draft.Length; place++)
        {
            int id = place < text.Length ? text[place] : draft[place - text.Length];
            rows.Add(id, number, held.Count, askAll || place >= text.Length - 1);
            held.Add(id);
        }
    }

    /// <summary>The first token of the text that the model sees, a function of the length alone.</summary>
    private int StartFor(int length)
    {
        int half = Math.Max(1, window / 2);
        return length <= window ? 0 : (length - window + half - 1) / half * half;
    }
}
