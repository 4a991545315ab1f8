using Heed.Text.Tokenization;
using Heed.Text.Tokenization.AddedTokens;

namespace Heed.Text.Batching.Spans;

/// <summary>The sentinels of a tokenizer, called <c>&lt;extra_id_0&gt;</c> and so on as in T5's.</summary>
public static class Sentinels
{
    /// <summary>The same tokenizer with sentinels behind its other pieces; one that has them stays as it is.</summary>
    public static Tokenizer AddTo(Tokenizer tokenizer, int count)
    {
        ArgumentNullException.ThrowIfNull(tokenizer);
        return tokenizer.Id(Name(0)) is not null
            ? tokenizer
            : new Tokenizer(tokenizer.Parts, [.. tokenizer.AddedTokens, .. Enumerable.Range(0, count).Select(index => new AddedToken(tokenizer.VocabularySize + index, Name(index)))]);
    }

    /// <summary>The ids of the tokenizer's sentinels, in order.</summary>
    public static IReadOnlyList<int> Of(Tokenizer tokenizer)
    {
        ArgumentNullException.ThrowIfNull(tokenizer);
        var ids = new List<int>();
        while (tokenizer.Id(Name(ids.Count)) is { } id)
        {
            ids.Add(id);
        }

        return ids;
    }

    private static string Name(int index) => $"<extra_id_{index}>";
}
