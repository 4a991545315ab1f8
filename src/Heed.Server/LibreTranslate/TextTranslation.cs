using Heed.Models.Generation;
using Heed.Server.Engines;
using Heed.Text.Markup;

namespace Heed.Server.LibreTranslate;

/// <summary>Whole texts, plain or HTML, through an engine of sentences: all sentences of all texts are asked for at once.</summary>
internal static class TextTranslation
{
    private static readonly HashSet<string> Unspaced = ["zh", "zt", "ja", "th"];

    /// <summary>Translates texts.</summary>
    /// <param name="engine">The translator.</param>
    /// <param name="texts">The texts.</param>
    /// <param name="isHtml">Whether their tags are to be kept.</param>
    /// <param name="alternatives">How many translations of each are wanted beside the best.</param>
    /// <param name="cancellation">Set when nobody waits any more.</param>
    /// <exception cref="QueueFullException">Too much waits.</exception>
    public static async Task<IReadOnlyList<TranslatedText>> TranslateAsync(
        TranslationEngine engine, IReadOnlyList<string> texts, bool isHtml, int alternatives, CancellationToken cancellation)
    {
        Part[] parts = [.. texts.Select(text => new Part(text, isHtml, engine))];
        SearchOptions search = engine.Search with { Best = 1 + alternatives, Beam = Math.Max(engine.Search.Beam, 1 + alternatives) };
        IReadOnlyList<IReadOnlyList<Models.Translation>> found = await engine.TranslateAsync(
            [.. parts.SelectMany(part => part.Sentences)], search, cancellation: cancellation).ConfigureAwait(false);
        var results = new TranslatedText[texts.Count];
        int start = 0;
        for (int index = 0; index < parts.Length; index++)
        {
            IReadOnlyList<Models.Translation>[] own = [.. found.Skip(start).Take(parts[index].Sentences.Count)];
            start += own.Length;
            string[] ranked = [.. Enumerable.Range(0, 1 + alternatives).Select(rank => parts[index].Render(own, rank))];
            results[index] = new TranslatedText(ranked[0], [.. ranked.Skip(1).Where(text => !string.IsNullOrWhiteSpace(text) && text != ranked[0]).Distinct()]);
        }

        return results;
    }

    /// <summary>One text: its stretches of plain text, each with its sentences.</summary>
    private sealed class Part
    {
        private readonly HtmlText? html;
        private readonly SentenceText[] stretches;
        private readonly bool isSpaced;

        public Part(string text, bool isHtml, TranslationEngine engine)
        {
            html = isHtml ? HtmlText.Parse(text) : null;
            isSpaced = !Unspaced.Contains(engine.Languages.Target);
            stretches = [.. (html?.Texts ?? [text]).Select(stretch => new SentenceText(stretch, engine.Languages.Source is { Length: > 0 } code ? code : null, sentence => !engine.Translator.IsTooLong(sentence)))];
            Sentences = [.. stretches.SelectMany(stretch => stretch.Sentences)];
        }

        public IReadOnlyList<string> Sentences { get; }

        /// <summary>The text with the translations of a rank, or the last ones where a sentence has fewer.</summary>
        public string Render(IReadOnlyList<Models.Translation>[] found, int rank)
        {
            string[] chosen = [.. found.Select(ranked => ranked[Math.Min(rank, ranked.Count - 1)].Text)];
            int start = 0;
            var rendered = new string[stretches.Length];
            for (int index = 0; index < stretches.Length; index++)
            {
                int count = stretches[index].Sentences.Count;
                rendered[index] = stretches[index].Render(chosen[start..(start + count)], isSpaced);
                start += count;
            }

            return html?.Render(rendered) ?? rendered[0];
        }
    }
}
