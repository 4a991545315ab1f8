using System.Text;
using System.Text.RegularExpressions;

namespace Heed.Text.Markup;

/// <summary>
/// A line of text with the tags in it. It is translated as a whole, so that the sentence stays one, and what stands inside tags once more by itself: where that translation is found in
/// the whole one, the tags go (<see cref="TagPlacement"/>). If one is not found, the passage is put together from the translations of its pieces.
/// </summary>
internal sealed partial class Passage
{
    private readonly IReadOnlyList<InlineNode> nodes;
    private readonly Dictionary<InlineNode, Passage> inner = new(ReferenceEqualityComparer.Instance);
    private readonly Dictionary<InlineNode, int> pieces = new(ReferenceEqualityComparer.Instance);
    private readonly int whole;

    /// <param name="nodes">The parts in their order.</param>
    /// <param name="keepSpace">Whether spaces and line breaks matter.</param>
    /// <param name="request">Asks for the translation of a text and returns its place among the translations.</param>
    public Passage(IReadOnlyList<InlineNode> nodes, bool keepSpace, Func<string, int> request)
    {
        this.nodes = nodes;
        Text = Clean(string.Concat(nodes.Select(node => node.Text)), keepSpace);
        Raw = string.Concat(nodes.Select(node => node.Raw));
        whole = request(Text);
        foreach (InlineNode node in nodes)
        {
            if (node is ElementNode element && element.HasLetters)
            {
                inner[node] = new Passage(element.Children, keepSpace, request);
            }
            else if (node is TextNode && node.HasLetters && nodes.Count > 1)
            {
                pieces[node] = request(Clean(node.Text, keepSpace));
            }
        }
    }

    /// <summary>Without tags; line breaks and rows of spaces are one space where they do not matter.</summary>
    public string Text { get; }

    /// <summary>The passage as it is written.</summary>
    public string Raw { get; }

    /// <summary>The HTML with the translations in it.</summary>
    public string Render(IReadOnlyList<string> translations)
    {
        string lead = Raw[..^Raw.AsSpan().TrimStart(TextNode.Space).Length];
        string trail = lead.Length == Raw.Length ? "" : Raw[Raw.AsSpan().TrimEnd(TextNode.Space).Length..];
        return translations[whole] == Text ? Raw : lead + Render(translations[whole], translations) + trail;
    }

    /// <summary>Without the space at the ends.</summary>
    private string Render(string translation, IReadOnlyList<string> translations)
    {
        if (translation == Text)
        {
            return Raw.AsSpan().Trim(TextNode.Space).ToString();
        }

        if (nodes is [TextNode])
        {
            return CharacterReferences.Encode(translation);
        }

        return TagPlacement.Find(nodes, translation, node => OwnTranslation(node, translations)) is { } places
            ? Place(translation, places, translations)
            : string.Concat(nodes.Select(node => Alone(node, translations))).AsSpan().Trim(TextNode.Space).ToString();
    }

    private string OwnTranslation(InlineNode node, IReadOnlyList<string> translations) =>
        inner.TryGetValue(node, out Passage? passage) ? translations[passage.whole] : node.Text;

    private string Place(string translation, IReadOnlyList<TagPlace> places, IReadOnlyList<string> translations)
    {
        var html = new StringBuilder();
        int end = 0;
        foreach (TagPlace place in places)
        {
            html.Append(CharacterReferences.Encode(translation[end..place.Start]));
            string words = translation[place.Start..place.End];
            html.Append(nodes[place.Index] is ElementNode element && inner.TryGetValue(element, out Passage? passage)
                ? element.Open + passage.Render(words, translations) + element.Close
                : nodes[place.Index].Raw + SpaceBehind(place, translation));
            end = place.End;
        }

        return html.Append(CharacterReferences.Encode(translation[end..])).ToString();
    }

    /// <summary>Of the spaces on both sides of a picture one is left in the text.</summary>
    private string SpaceBehind(TagPlace place, string translation)
    {
        int index = place.Index;
        bool isBetweenSpaces = index > 0 && index + 1 < nodes.Count && nodes[index - 1].Text.EndsWith(' ') && nodes[index + 1].Text.StartsWith(' ');
        bool isBehindSpace = place.Start == place.End && place.Start > 0 && place.Start < translation.Length && translation[place.Start - 1] == ' ';
        return isBetweenSpaces && isBehindSpace ? " " : "";
    }

    private string Alone(InlineNode node, IReadOnlyList<string> translations) => node switch
    {
        TextNode text when pieces.TryGetValue(node, out int piece) => text.With(translations[piece]),
        ElementNode element when inner.TryGetValue(node, out Passage? passage) => element.Open + passage.Render(translations) + element.Close,
        _ => node.Raw,
    };

    private static string Clean(string text, bool keepSpace) => (keepSpace ? text : Spaces().Replace(text, " ")).AsSpan().Trim(TextNode.Space).ToString();

    // Shown as one space.
    [GeneratedRegex(@"[ \t\r\n\f]+")]
    private static partial Regex Spaces();
}
