namespace Heed.Text.Segmentation;

/// <summary>A stretch of a text: where it starts and how many UTF-16 units it has.</summary>
public readonly record struct TextSpan(int Start, int Length)
{
    /// <summary>The place after the last unit.</summary>
    public int End => Start + Length;

    /// <summary>The stretch itself.</summary>
    public string In(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return text.Substring(Start, Length);
    }
}
