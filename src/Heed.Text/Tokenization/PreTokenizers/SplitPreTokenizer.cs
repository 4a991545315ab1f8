using System.Text.Json;

namespace Heed.Text.Tokenization.PreTokenizers;

/// <summary>What becomes of the stretches that the pattern matches.</summary>
public enum SplitBehavior
{
    /// <summary>Each match is a word.</summary>
    Isolated,

    /// <summary>Matches are dropped.</summary>
    Removed,

    /// <summary>A match ends the word before it.</summary>
    MergedWithPrevious,

    /// <summary>A match begins the word after it.</summary>
    MergedWithNext,

    /// <summary>Matches that touch are one word.</summary>
    Contiguous,
}

/// <summary>Cuts where a pattern matches; with <paramref name="invert"/>, where it does not.</summary>
public sealed class SplitPreTokenizer(TextPattern pattern, SplitBehavior behavior, bool invert) : PreTokenizer
{
    public override void Apply(WordText text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var matches = new List<(int Start, int End)>();
        text.Recut((word, cut) =>
        {
            matches.Clear();
            pattern.FindAll(text.Text.Value.AsSpan(word.Start, word.End - word.Start), matches);
            Cut(word, matches, cut);
        });
    }

    internal static new SplitPreTokenizer Read(JsonPart json)
    {
        string behavior = json.String("behavior");
        return Enum.TryParse(behavior, out SplitBehavior known) && known.ToString() == behavior
            ? new SplitPreTokenizer(TextPattern.Read(json.Part("pattern")), known, json.Boolean("invert", absent: false))
            : throw json.Error($"has \"{behavior}\" as \"behavior\", which Heed does not know; it knows {string.Join(", ", Enum.GetNames<SplitBehavior>())}");
    }

    internal override void Write(Utf8JsonWriter json)
    {
        json.WriteStartObject();
        json.WriteString("type", "Split");
        pattern.Write(json);
        json.WriteString("behavior", behavior.ToString());
        json.WriteBoolean("invert", invert);
        json.WriteEndObject();
    }

    private void Cut((int Start, int End) word, List<(int Start, int End)> matches, List<(int Start, int End)> cut)
    {
        var joiner = new Joiner(behavior, cut);
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

    /// <summary>Takes the stretches of a word in order, matches and the rest, and joins them as the behaviour says.</summary>
    private ref struct Joiner(SplitBehavior behavior, List<(int Start, int End)> cut)
    {
        private int start = -1;
        private int end;
        private bool wasMatch;

        public void Add(int from, int to, bool isMatch)
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

        public void Finish()
        {
            if (start >= 0)
            {
                cut.Add((start, end));
            }

            start = -1;
        }
    }
}
