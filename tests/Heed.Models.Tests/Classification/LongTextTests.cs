using Heed.Models.BagOfEmbeddings;
using Heed.Models.Classification;
using Heed.Models.Classification.LongText;
using Heed.Text.Tokenization;
using Heed.Text.Tokenization.Training;

namespace Heed.Models.Tests.Classification;

/// <summary>A classifier that knows two words, each of one class, and what each way of reading makes of them in a long text.</summary>
public sealed class LongTextTests : IDisposable
{
    private static readonly Tokenizer Words = new WordTraining { VocabularySize = 20, MinimumWordCount = 1 }.Train(["Good Bad Plain ."]);

    private readonly TextClassifier classifier = new(Model(), Words);

    public void Dispose() => classifier.Dispose();

    [Theory]
    [InlineData("truncation, head", "Good", "Plain", "Bad", "good")]
    [InlineData("truncation, tail", "Good", "Plain", "Bad", "bad")]
    [InlineData("truncation, both", "Good", "Plain", "Plain", "good")]
    [InlineData("key passages", "Plain", "Bad", "Plain", "bad")]
    [InlineData("segments, mean", "Good", "Bad", "Bad", "bad")]
    [InlineData("segments, most certain", "Plain", "Good", "Plain", "good")]
    public void A_text_is_read_as_the_way_says(string name, string first, string middle, string last, string expected)
    {
        LongTextReading reading = LongTextReading.All.Single(way => way.Name == name);
        string text = string.Join(' ', [.. Enumerable.Repeat($"{first}.", 6), .. Enumerable.Repeat("Plain.", 20), $"{middle}.", .. Enumerable.Repeat("Plain.", 20), .. Enumerable.Repeat($"{last}.", 6)]);
        float[] found = reading.Classify(classifier, text, out int tokens);
        Assert.Equal(1, found.Sum(), 1e-5);
        Assert.Equal(expected, classifier.Rank(found)[0].Label);
        Assert.True(tokens >= 12, $"{tokens} tokens");
    }

    [Fact]
    public void Every_way_reads_a_short_text_and_an_empty_one_alike()
    {
        foreach (LongTextReading reading in LongTextReading.All)
        {
            Assert.Equal(classifier.Probabilities([classifier.Frame.Encode("Good.", 12)], TestContext.Current.CancellationToken)[0], reading.Classify(classifier, "Good.", out int tokens));
            Assert.Equal(classifier.Frame.Encode("Good.", 12).Length, tokens);
            Assert.Equal(2, reading.Classify(classifier, "", out _).Length);
        }
    }

    private static BagOfEmbeddingsModel Model()
    {
        var model = new BagOfEmbeddingsModel(new BagOfEmbeddingsOptions { Vocabulary = Words.VocabularySize, Width = 1, MaximumLength = 12, Labels = ["bad", "good"] }, forTraining: false);
        model.Parameters.AllValues.Clear();
        foreach ((string word, float value) in (ReadOnlySpan<(string, float)>)[("Good", 1), ("Bad", -1)])
        {
            model.Parameters.Find("embeddings.weight")!.Values[Words.Encode(word)[0]] = value;
        }

        model.Parameters.Find("classifier.weight")!.Values[1] = 3;
        return model;
    }
}
