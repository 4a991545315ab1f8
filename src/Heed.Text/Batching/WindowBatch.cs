namespace Heed.Text.Batching;

/// <summary>Windows of a text end to end. The same object is filled again and again, so a view is valid until the next fill.</summary>
public sealed class WindowBatch
{
    private int[] inputs = [];
    private int[] targets = [];
    private int[] offsets = [0];

    /// <summary>Windows, B.</summary>
    public int Count { get; private set; }

    /// <summary>(N), what the model sees.</summary>
    public ReadOnlySpan<int> Inputs => inputs.AsSpan(0, Tokens);

    /// <summary>(N), the token behind each of them.</summary>
    public ReadOnlySpan<int> Targets => targets.AsSpan(0, Tokens);

    /// <summary>(B + 1), where each window begins, and the end.</summary>
    public ReadOnlySpan<int> Offsets => offsets.AsSpan(0, Count + 1);

    /// <summary>N.</summary>
    public int Tokens { get; private set; }

    internal void Clear() => (Count, Tokens) = (0, 0);

    /// <summary>Adds a window of text, one token longer than what the model sees of it.</summary>
    internal void Add(ReadOnlySpan<int> text)
    {
        int length = text.Length - 1;
        Grow(ref inputs, Tokens + length);
        Grow(ref targets, Tokens + length);
        Grow(ref offsets, Count + 2);
        text[..length].CopyTo(inputs.AsSpan(Tokens));
        text[1..].CopyTo(targets.AsSpan(Tokens));
        Tokens += length;
        offsets[++Count] = Tokens;
    }

    private static void Grow(ref int[] array, int length)
    {
        if (array.Length < length)
        {
            Array.Resize(ref array, Math.Max(length, 2 * array.Length));
        }
    }
}
