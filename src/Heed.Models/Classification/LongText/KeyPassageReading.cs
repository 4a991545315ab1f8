using Heed.Text.Segmentation;

namespace Heed.Models.Classification.LongText;

/// <summary>
/// A scorer picks the sentences that say most, as many as fit, and only those are read, in their order. The scorer is the classifier itself:
/// a sentence says as much as its most probable class stands out (after Ding et al., 2020, who train a judge for it).
/// </summary>
public sealed class KeyPassageReading : LongTextReading
{
    public override string Name => "key passages";

    public override float[] Classify(TextClassifier classifier, string text, out int tokens)
    {
        tokens = 0;
        int maximum = classifier.Model.Options.MaximumLength;
        string[] sentences = [.. SentenceSplitter.Split(text).Select(span => span.In(text))];
        if (sentences.Length < 2)
        {
            return Run(classifier, [classifier.Frame.Encode(text, maximum)], ref tokens)[0];
        }

        float[][] found = Run(classifier, [.. sentences.Select(sentence => classifier.Frame.Encode(sentence, maximum))], ref tokens);
        var chosen = new SortedSet<int>();
        int room = maximum - classifier.Frame.Added;
        foreach (int index in Enumerable.Range(0, sentences.Length).OrderByDescending(index => found[index].Max()))
        {
            int length = classifier.Frame.Pieces(sentences[index]).Length;
            if (length <= room || chosen.Count == 0)
            {
                chosen.Add(index);
                room -= length;
            }
        }

        return Run(classifier, [classifier.Frame.Encode(string.Join(' ', chosen.Select(index => sentences[index])), maximum)], ref tokens)[0];
    }
}
