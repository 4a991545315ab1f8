using System.Text;
using Heed.Text.Segmentation;

namespace Heed.Load;

/// <summary>A text of one request and its sentences.</summary>
public sealed record LoadText(string Text, IReadOnlyList<TextSpan> Spans)
{
    // Of ten requests seven are one line, two are three lines, one is a page of ten.
    private static readonly int[] LinesOfRequests = [1, 1, 3, 1, 1, 10, 1, 3, 1, 1];

    public IEnumerable<string> Sentences => Spans.Select(span => span.In(Text));

    /// <summary>Requests of mixed lengths; every line is in one of them.</summary>
    public static IReadOnlyList<LoadText> Make(IEnumerable<string> lines, string language)
    {
        var texts = new List<LoadText>();
        var rest = new Queue<string>(lines);
        while (rest.Count > 0)
        {
            int count = Math.Min(rest.Count, LinesOfRequests[texts.Count % LinesOfRequests.Length]);
            string text = string.Join('\n', Enumerable.Range(0, count).Select(_ => rest.Dequeue()));
            texts.Add(new LoadText(text, SentenceSplitter.Split(text, language)));
        }

        return texts;
    }

    /// <summary>What the request must be answered, but for spaces: the next translations in the sentences' places.</summary>
    public string Expected(Queue<string> translations)
    {
        var expected = new StringBuilder();
        int end = 0;
        foreach (TextSpan span in Spans)
        {
            expected.Append(Text, end, span.Start - end).Append(translations.Dequeue());
            end = span.End;
        }

        return WithoutSpaces(expected.Append(Text, end, Text.Length - end).ToString());
    }

    /// <summary>What answers are compared by.</summary>
    public static string WithoutSpaces(string text) => string.Concat(text.Where(character => !char.IsWhiteSpace(character)));
}
