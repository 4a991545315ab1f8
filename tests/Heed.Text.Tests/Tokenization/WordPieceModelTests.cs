using CsCheck;
using Heed.Text.Tokenization;
using Heed.Text.Tokenization.Models.WordPieces;

namespace Heed.Text.Tests.Tokenization;

public sealed class WordPieceModelTests
{
    private static readonly WordPieceModel Model = new(
        new Vocabulary(["[UNK]", "a", "##a", "b", "##b", "##ab", "aba", "##bab", "𠮷", "##𠮷a"]), new WordPieceOptions { MaximumCharacters = 12 });

    [Theory]
    [InlineData("abab", "aba ##b")]
    [InlineData("babab", "b ##ab ##ab")]
    [InlineData("a𠮷aab", "a ##𠮷a ##ab")]
    [InlineData("a𠮷", "[UNK]")]
    [InlineData("abc", "[UNK]")]
    [InlineData("aaaaaaaaaaaaa", "[UNK]")]
    public void PiecesAreTheLongestFromTheLeft(string word, string pieces) => Assert.Equal(pieces, string.Join(' ', Pieces(word)));

    /// <summary>Against the plainest way, with strings.</summary>
    [Fact]
    public void PiecesAreThoseOfThePlainAlgorithm() => Gen.OneOf("a", "b", "𠮷a", "ab").Array[1, 6].Select(string.Concat).Sample(
        word => Assert.Equal(Plain(word), Pieces(word)));

    [Fact]
    public void OffsetsCoverTheWord() => Gen.OneOf("a", "b", "𠮷a", "x").Array[1, 6].Select(string.Concat).Sample(word =>
    {
        var tokens = new List<Token>();
        Model.Encode(word, tokens);
        Assert.Equal(word, string.Concat(tokens.Select(token => word[token.Start..token.End])));
    });

    [Fact]
    public void AVocabularyWithoutTheUnknownPieceIsAnError() =>
        Assert.Contains("[UNK]", Assert.Throws<ArgumentException>(() => new WordPieceModel(new Vocabulary(["a"]), new WordPieceOptions())).Message, StringComparison.Ordinal);

    private static List<string> Plain(string word)
    {
        var pieces = new List<string>();
        if (word.EnumerateRunes().Count() > 12)
        {
            return ["[UNK]"];
        }

        for (int start = 0; start < word.Length; start += pieces[^1].Replace("##", "", StringComparison.Ordinal).Length)
        {
            string? found = Enumerable.Range(1, word.Length - start).Reverse().Select(length => string.Concat(start > 0 ? "##" : "", word.AsSpan(start, length)))
                .FirstOrDefault(piece => Model.Vocabulary.TryGetId(piece, out _));
            if (found is null)
            {
                return ["[UNK]"];
            }

            pieces.Add(found);
        }

        return pieces;
    }

    private static List<string> Pieces(string word)
    {
        var tokens = new List<Token>();
        Model.Encode(word, tokens);
        return [.. tokens.Select(token => Model.Vocabulary[token.Id])];
    }
}
