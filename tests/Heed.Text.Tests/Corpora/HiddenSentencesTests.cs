using Heed.Text.Corpora;
using Heed.Text.Segmentation;

namespace Heed.Text.Tests.Corpora;

public sealed class HiddenSentencesTests
{
    private static readonly string[] Filler = [.. Enumerable.Range(0, 50).Select(index => $"Filler {index}.")];

    [Fact]
    public void Each_sentence_stands_once_among_a_stretch_of_the_filler()
    {
        LabelledText[] texts = [.. Enumerable.Range(0, 400).Select(index => new LabelledText($"text {index}", $"{index % 2}"))];
        IReadOnlyList<LabelledText> documents = HiddenSentences.Make(texts, Filler, 9, seed: 1);
        int[] places = new int[10];
        for (int index = 0; index < texts.Length; index++)
        {
            Assert.Equal(texts[index].Label, documents[index].Label);
            string[] sentences = [.. SentenceSplitter.Split(documents[index].Text).Select(span => span.In(documents[index].Text))];
            int place = Array.IndexOf(sentences, $"Text {index}.");
            Assert.Equal(10, sentences.Length);
            string[] others = [.. sentences.Where((_, position) => position != place)];
            int start = Array.IndexOf(Filler, others[0]);
            Assert.Equal(Filler[start..(start + 9)], others);
            places[place]++;
        }

        Assert.All(places, count => Assert.InRange(count, 15, 70)); // 40 each, if drawn evenly
        Assert.Equal(documents, HiddenSentences.Make(texts, Filler, 9, seed: 1));
    }

    [Fact]
    public void Mixed_documents_have_two_thirds_of_their_label()
    {
        LabelledText[] texts = [.. Enumerable.Range(0, 60).Select(index => new LabelledText($"{(index % 2 == 0 ? "Bad" : "Good")} {index}.", index % 2 == 0 ? "bad" : "good"))];
        IReadOnlyList<LabelledText> documents = MixedDocuments.Make(texts, 40, 9, seed: 2);
        Assert.All(documents, document => Assert.Equal(6, SentenceSplitter.Split(document.Text).Count(span => span.In(document.Text).StartsWith(document.Label, StringComparison.OrdinalIgnoreCase))));
        Assert.Equal(20, documents.Count(document => document.Label == "good"));
        Assert.True(documents.Select(document => document.Text[..3]).Distinct().Count() > 1, "The label's sentences do not always come first.");
        Assert.Equal(documents, MixedDocuments.Make(texts, 40, 9, seed: 2));
        Assert.Throws<UserException>(() => MixedDocuments.Make(texts[..1], 1, 9, 1));
    }

    [Fact]
    public void A_filler_that_is_too_short_is_an_error() =>
        Assert.Contains("50 sentences", Assert.Throws<UserException>(() => HiddenSentences.Make([new("a", "1")], Filler, 51, 1)).Message, StringComparison.Ordinal);
}
