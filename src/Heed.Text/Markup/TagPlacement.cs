using Heed.Text.Segmentation;

namespace Heed.Text.Markup;

/// <summary>Where in a translation the node <paramref name="Index"/> of the original belongs: around the words from <paramref name="Start"/> to <paramref name="End"/>, or between words if they are equal.</summary>
internal readonly record struct TagPlace(int Index, int Start, int End);

/// <summary>Finds the words of a translation that belong into the tags of the original.</summary>
internal static class TagPlacement
{
    // From here on a stretch of words counts as the one that is sought: 1 would be all the same letters.
    private const double Alike = 0.55;

    // How much a stretch loses that stands at the other end of the sentence.
    private const double Distance = 0.2;

    // A line with more is no sentence, and the search takes their number times the words.
    private const int MostElements = 100;

    /// <summary>The places of all nodes but text, in order and without overlap; null if the words of one are not found, or there are too many.</summary>
    /// <param name="nodes">The parts of the original.</param>
    /// <param name="translation">Of all of it.</param>
    /// <param name="own">A part's translation by itself.</param>
    public static IReadOnlyList<TagPlace>? Find(IReadOnlyList<InlineNode> nodes, string translation, Func<InlineNode, string> own)
    {
        int[] worded = [.. Enumerable.Range(0, nodes.Count).Where(index => nodes[index] is not TextNode && nodes[index].HasLetters)];
        if (worded.Length > MostElements)
        {
            return null;
        }

        var words = new WordList(translation);
        double[] centres = Centres(nodes);
        var found = new Dictionary<int, TagPlace>();
        foreach (int index in worded.OrderByDescending(index => nodes[index].Text.Length))
        {
            if (words.Take(own(nodes[index]), centres[index], nodes[index] is AtomNode ? 1 : Alike, Distance) is not { } stretch)
            {
                return null;
            }

            found[index] = new TagPlace(index, stretch.Start, stretch.End);
        }

        // Only now, since the marks between two of them belong to the first.
        int end = 0;
        foreach ((int index, TagPlace place) in found.OrderBy(pair => pair.Value.Start).ToArray())
        {
            TextSpan marked = words.WithMarks(new TextSpan(place.Start, place.End - place.Start), nodes[index].Text);
            found[index] = place with { Start = Math.Max(end, marked.Start), End = marked.End };
            end = marked.End;
        }

        TagPlace[] taken = [.. found.Values];
        for (int index = 0; index < nodes.Count; index++)
        {
            if (nodes[index] is not TextNode && !nodes[index].HasLetters)
            {
                int place = PlaceOfEmpty(nodes, index, centres[index], found, translation, words);
                TagPlace around = Array.Find(taken, other => other.Start < place && place < other.End);
                place = around.End > 0 ? around.End : place;
                found[index] = new TagPlace(index, place, place);
            }
        }

        return [.. found.OrderBy(pair => pair.Value.Start).ThenBy(pair => pair.Value.End).ThenBy(pair => pair.Key).Select(pair => pair.Value)];
    }

    /// <summary>What has no words stays beside its neighbour, at the end where it was, or as far into the sentence as before.</summary>
    private static int PlaceOfEmpty(IReadOnlyList<InlineNode> nodes, int index, double centre, Dictionary<int, TagPlace> found, string translation, WordList words) =>
        index == 0 ? 0
        : index == nodes.Count - 1 ? translation.Length
        : found.TryGetValue(index - 1, out TagPlace before) ? before.End
        : found.TryGetValue(index + 1, out TagPlace after) ? after.Start
        : words.FreeEdge(centre, isEnd: nodes[index - 1].Text is { Length: > 0 } text && !char.IsWhiteSpace(text[^1]));

    /// <summary>The middle of each node as a share of the text's length.</summary>
    private static double[] Centres(IReadOnlyList<InlineNode> nodes)
    {
        double length = Math.Max(1, nodes.Sum(node => node.Text.Length));
        var centres = new double[nodes.Count];
        int before = 0;
        for (int index = 0; index < nodes.Count; index++)
        {
            centres[index] = (before + (nodes[index].Text.Length / 2.0)) / length;
            before += nodes[index].Text.Length;
        }

        return centres;
    }
}
