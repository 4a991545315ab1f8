using Heed.Text.Tokenization.Normalizers;

namespace Heed.Text.Tokenization.AddedTokens;

/// <summary>The added tokens of a tokenizer: what to look for before normalisation and after, with and without the special ones.</summary>
internal sealed class AddedTokenSet
{
    private readonly AddedTokenMatcher?[] matchers;
    private readonly HashSet<int> specialIds;

    /// <param name="tokens">All of them.</param>
    /// <param name="normalizer">Spells those that are looked for in normalised text.</param>
    public AddedTokenSet(IEnumerable<AddedToken> tokens, Normalizer? normalizer)
    {
        All = [.. tokens.OrderBy(token => token.Id)];
        specialIds = [.. All.Where(token => token.Special).Select(token => token.Id)];
        matchers = [Matcher(false, false), Matcher(false, true), Matcher(true, false), Matcher(true, true)];

        AddedTokenMatcher? Matcher(bool normalized, bool special)
        {
            List<AddedToken> wanted = [.. All.Where(token => token.Normalized == normalized && (special || !token.Special))];
            return wanted.Count == 0 ? null
                : new AddedTokenMatcher(wanted.Select(token => (normalized ? Normalize(token.Content, normalizer) : token.Content, token)));
        }
    }

    /// <summary>Lowest id first.</summary>
    public IReadOnlyList<AddedToken> All { get; }

    public bool IsSpecial(int id) => specialIds.Contains(id);

    /// <summary>Finds tokens in the text as it came; null where there are none to find.</summary>
    public AddedTokenMatcher? Before(bool special) => matchers[special ? 1 : 0];

    /// <summary>Finds tokens in the normalised text; null where there are none to find.</summary>
    public AddedTokenMatcher? After(bool special) => matchers[special ? 3 : 2];

    /// <summary>The model's vocabulary, and the tokens that it does not have.</summary>
    /// <exception cref="ArgumentException">A token has the id of another piece, or its piece another id.</exception>
    public Vocabulary Extend(Vocabulary vocabulary)
    {
        List<AddedToken> missing = [.. All.Where(token => IsMissing(token, vocabulary))];
        if (missing.Count == 0)
        {
            return vocabulary;
        }

        string?[] pieces = new string?[Math.Max(vocabulary.Count, missing[^1].Id + 1)];
        for (int id = 0; id < vocabulary.Count; id++)
        {
            pieces[id] = vocabulary.TryGetPiece(id);
        }

        foreach (AddedToken token in missing)
        {
            pieces[token.Id] = token.Content;
        }

        return new Vocabulary(pieces);
    }

    private static bool IsMissing(AddedToken token, Vocabulary vocabulary)
    {
        if (token.Id < 0 || token.Id > Vocabulary.HighestId)
        {
            throw new ArgumentException($"The added token '{token.Content}' has the id {token.Id}; ids go from 0 to {Vocabulary.HighestId}.");
        }

        if (vocabulary.TryGetId(token.Content, out int known) && known != token.Id)
        {
            throw new ArgumentException($"The added token '{token.Content}' has the id {token.Id}, but the model's vocabulary gives it {known}.");
        }

        return vocabulary.TryGetPiece(token.Id) is not { } other
            || (string.Equals(other, token.Content, StringComparison.Ordinal) ? false
                : throw new ArgumentException($"The added token '{token.Content}' has the id {token.Id}, which the model's vocabulary gives to '{other}'."));
    }

    private static string Normalize(string content, Normalizer? normalizer)
    {
        var text = new MappedText(content, tracked: false);
        normalizer?.Apply(text);
        return text.Value;
    }
}
