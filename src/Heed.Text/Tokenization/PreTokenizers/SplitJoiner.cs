namespace Heed.Text.Tokenization.PreTokenizers;

/// <summary>Takes the stretches of a word in order, matches and the rest, and joins them as the behaviour says.</summary>
internal ref struct SplitJoiner(SplitBehavior behavior, List<(int Start, int End)> cut)
{
    private int start = -1;
    private int end;
    private bool wasMatch;

    public static SplitBehavior ReadBehavior(JsonPart json, SplitBehavior? absent = null)
    {
        if (absent is { } usual && json.OptionalElement("behavior") is null)
        {
            return usual;
        }

        string behavior = json.String("behavior");
        return Enum.TryParse(behavior, out SplitBehavior known) && known.ToString() == behavior ? known
            : throw json.Error($"has \"{behavior}\" as \"behavior\", which Heed does not know; it knows {string.Join(", ", Enum.GetNames<SplitBehavior>())}");
    }

    /// <summary>Adds what becomes of a word with these matches, whose places count from the start of the word.</summary>
    public static void Cut(
        (int Start, int End) word, List<(int Start, int End)> matches, SplitBehavior behavior, bool invert, List<(int Start, int End)> cut)
    {
        var joiner = new SplitJoiner(behavior, cut);
        int position = word.Start;
        foreach ((int start, int end) in matches)
        {
            joiner.Add(position, word.Start + start, isMatch: invert);
            joiner.Add(word.Start + start, word.Start + end, isMatch: !invert);
            position = word.Start + end;
        }

        joiner.Add(position, word.End, isMatch: invert);
        joiner.Finish();
    }

    private void Add(int from, int to, bool isMatch)
    {
        if (from == to)
        {
            return;
        }

        bool joins = start >= 0 && behavior switch
        {
            SplitBehavior.MergedWithPrevious => isMatch && !wasMatch,
            SplitBehavior.MergedWithNext => wasMatch && !isMatch,
            SplitBehavior.Contiguous => isMatch == wasMatch,
            _ => false,
        };
        if (!joins)
        {
            Finish();
            start = from;
        }

        end = to;
        wasMatch = isMatch;
        if (behavior == SplitBehavior.Removed && isMatch)
        {
            start = -1;
        }
    }

    private void Finish()
    {
        if (start >= 0)
        {
            cut.Add((start, end));
        }

        start = -1;
    }
}
