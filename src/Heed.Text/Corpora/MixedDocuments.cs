namespace Heed.Text.Corpora;

/// <summary>
/// Long documents of many labelled sentences in random order, of which two thirds have the document's label and the others another: no single
/// sentence decides, and each end of the document says as much as the other.
/// </summary>
public static class MixedDocuments
{
    /// <summary>Documents of the labels in turn, the same for the same seed.</summary>
    /// <param name="texts">The sentences; each may stand in several documents.</param>
    /// <param name="count">How many documents.</param>
    /// <param name="sentences">How many sentences each has.</param>
    /// <param name="seed">Which sentences, in which order.</param>
    /// <exception cref="UserException">All texts have the same label.</exception>
    public static IReadOnlyList<LabelledText> Make(IReadOnlyList<LabelledText> texts, int count, int sentences, ulong seed)
    {
        string[] labels = [.. texts.Select(text => text.Label).Distinct().Order(StringComparer.Ordinal)];
        if (labels.Length < 2)
        {
            throw new UserException("All texts have the same label; documents of mixed sentences need at least two.");
        }

        var random = new SplitMix64(seed);
        var documents = new LabelledText[count];
        for (int index = 0; index < count; index++)
        {
            string label = labels[index % labels.Length];
            LabelledText[] same = [.. texts.Where(text => text.Label == label)];
            LabelledText[] others = [.. texts.Where(text => text.Label != label)];
            int most = ((2 * sentences) + 2) / 3;
            var chosen = new string[sentences];
            for (int place = 0; place < sentences; place++)
            {
                LabelledText[] from = place < most ? same : others;
                chosen[place] = HiddenSentences.AsSentence(from[random.Below(from.Length)].Text);
            }

            random.Shuffle<string>(chosen);
            documents[index] = new LabelledText(string.Join(' ', chosen), label);
        }

        return documents;
    }
}
