namespace Heed.Text.Tokenization;

/// <summary>The tokens of one text or of two, as a model takes them.</summary>
/// <param name="Tokens">Ids and the characters that each covers, in its own text; special tokens cover none.</param>
/// <param name="Types">For each token the segment it belongs to (BERT's token types): usually 0 for the first text, 1 for the second.</param>
public sealed record EncodedText(IReadOnlyList<Token> Tokens, IReadOnlyList<int> Types)
{
    /// <summary>The ids alone.</summary>
    public int[] Ids => [.. Tokens.Select(token => token.Id)];

    /// <summary>The same tokens, all of one type.</summary>
    internal static EncodedText Of(IReadOnlyList<Token> tokens, int type) => new(tokens, [.. Enumerable.Repeat(type, tokens.Count)]);

    /// <summary>Special tokens, which cover no text.</summary>
    internal static EncodedText Special(int type, params IEnumerable<int> ids) => Of([.. ids.Select(id => new Token(id, 0, 0))], type);

    internal static EncodedText Join(IReadOnlyList<EncodedText> texts) => texts.Count == 1 ? texts[0]
        : new([.. texts.SelectMany(text => text.Tokens)], [.. texts.SelectMany(text => text.Types)]);
}
