namespace Heed.Text.Corpora;

/// <summary>
/// Long documents of which one sentence decides the class: each labelled sentence at a random place among sentences of a text that has nothing to
/// do with the classes. Where the sentence stands is drawn evenly, so that no end of the document is favoured.
/// </summary>
public static class HiddenSentences
{
    /// <summary>A document for each labelled sentence, the same for the same seed.</summary>
    /// <param name="texts">What decides.</param>
    /// <param name="filler">Sentences of the other text, in order; a document takes a stretch of them.</param>
    /// <param name="sentences">How many sentences of the filler a document has.</param>
    /// <param name="seed">Which stretches and places.</param>
    /// <exception cref="UserException">The filler is shorter than a document.</exception>
    public static IReadOnlyList<LabelledText> Make(IReadOnlyList<LabelledText> texts, IReadOnlyList<string> filler, int sentences, ulong seed)
    {
        ArgumentNullException.ThrowIfNull(texts);
        ArgumentNullException.ThrowIfNull(filler);
        if (filler.Count < sentences)
        {
            throw new UserException($"The filler has {filler.Count} sentences, but each document takes {sentences}; give a longer text.");
        }

        var random = new SplitMix64(seed);
        var documents = new LabelledText[texts.Count];
        for (int index = 0; index < documents.Length; index++)
        {
            int start = random.Below(filler.Count - sentences + 1);
            int place = random.Below(sentences + 1);
            IEnumerable<string> before = filler.Skip(start).Take(place);
            IEnumerable<string> after = filler.Skip(start + place).Take(sentences - place);
            documents[index] = texts[index] with { Text = string.Join(' ', [.. before, AsSentence(texts[index].Text), .. after]) };
        }

        return documents;
    }

    /// <summary>Begins with a capital and ends with a full stop, so that it can be told apart from its neighbours.</summary>
    internal static string AsSentence(string text)
    {
        string trimmed = text.Trim();
        return trimmed.Length == 0 ? trimmed : $"{char.ToUpperInvariant(trimmed[0])}{trimmed[1..]}{(trimmed[^1] is '.' or '!' or '?' ? "" : ".")}";
    }
}
