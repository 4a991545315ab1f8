namespace Heed.Server.Completions;

/// <summary>Lets a growing text through up to the first of the texts where it has to stop; holds back an end that may become one.</summary>
internal sealed class StopText(IReadOnlyList<string> stops)
{
    private string held = "";

    /// <summary>Whether the text has stopped.</summary>
    public bool IsOver { get; private set; }

    /// <summary>Takes what the text grew by; returns what is certain now.</summary>
    public string Append(string added)
    {
        held += added;
        int end = stops.Select(stop => held.IndexOf(stop, StringComparison.Ordinal)).Where(place => place >= 0).DefaultIfEmpty(-1).Min();
        IsOver = end >= 0;
        int certain = IsOver ? end : held.Length - stops.Select(Begun).DefaultIfEmpty(0).Max();
        string sure = held[..certain];
        held = IsOver ? "" : held[certain..];
        return sure;
    }

    /// <summary>What was held back and became no stop.</summary>
    public string Flush()
    {
        (string rest, held) = (held, "");
        return rest;
    }

    /// <summary>How many characters at the end are the beginning of <paramref name="stop"/>.</summary>
    private int Begun(string stop)
    {
        for (int length = Math.Min(stop.Length - 1, held.Length); length > 0; length--)
        {
            if (held.AsSpan(held.Length - length).SequenceEqual(stop.AsSpan(0, length)))
            {
                return length;
            }
        }

        return 0;
    }
}
