using System.Globalization;

namespace Heed.Text.Tokenization.Models.BytePair;

/// <summary>Merges a word in the plainest way, so that every step can be shown: again and again the pair of lowest rank, of those the leftmost.</summary>
internal static class MergeSteps
{
    /// <summary>The steps from the first symbols on.</summary>
    /// <param name="symbols">Ids of the symbols before any merge.</param>
    /// <param name="merges">What merges.</param>
    /// <param name="vocabulary">The names of the ids.</param>
    public static IEnumerable<EncodingStep> Of(IEnumerable<int> symbols, MergeTable merges, Vocabulary vocabulary)
    {
        List<int> ids = [.. symbols];
        yield return new EncodingStep("characters", Pieces());
        while (Lowest(ids, merges) is { Place: >= 0 } next)
        {
            string what = string.Create(
                CultureInfo.InvariantCulture, $"{vocabulary[ids[next.Place]]} + {vocabulary[ids[next.Place + 1]]}, merge {next.Merge.Rank + 1}");
            ids[next.Place] = next.Merge.Result;
            ids.RemoveAt(next.Place + 1);
            yield return new EncodingStep(what, Pieces());
        }

        string[] Pieces() => [.. ids.Select(id => vocabulary[id])];
    }

    private static (int Place, MergeTable.Merge Merge) Lowest(List<int> ids, MergeTable merges)
    {
        (int Place, MergeTable.Merge Merge) lowest = (-1, default);
        for (int place = 0; place + 1 < ids.Count; place++)
        {
            if (merges.TryGet(ids[place], ids[place + 1], out MergeTable.Merge merge) && (lowest.Place < 0 || merge.Rank < lowest.Merge.Rank))
            {
                lowest = (place, merge);
            }
        }

        return lowest;
    }
}
