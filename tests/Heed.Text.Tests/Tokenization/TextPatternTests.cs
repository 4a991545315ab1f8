using System.Globalization;
using System.Text;
using Heed.Text.Tokenization;

namespace Heed.Text.Tests.Tokenization;

public sealed class TextPatternTests
{
    [Theory]
    [InlineData(@"\p{L}+", "x𠮷𐐀 😀y", "x𠮷𐐀|y")]
    [InlineData(@"\p{Lu}", "𐐀𐐨", "𐐀")]
    [InlineData(@"[^\p{L}]", "𠮷😀", "😀")]
    [InlineData(@"\p{N}", "a𝟘b", "𝟘")]
    [InlineData("x*", "axxb", "xx")]
    public void ExpressionsSeeCharactersNotUnits(string expression, string text, string found) =>
        Assert.Equal(found, string.Join('|', Find(TextPattern.Expression(expression), text)));

    [Theory]
    [InlineData("😀", "a😀😀", "😀|😀")]
    [InlineData("aa", "aaa", "aa")]
    [InlineData("", "aaa", "")]
    public void LiteralsAreFoundAsTheyAre(string literal, string text, string found) =>
        Assert.Equal(found, string.Join('|', Find(TextPattern.Literal(literal), text)));

    [Theory]
    [InlineData("[😀]")]
    [InlineData("a(")]
    public void WhatNetCannotFindIsAnError(string expression) => Assert.ThrowsAny<ArgumentException>(() => TextPattern.Expression(expression));

    [Fact]
    public void AStandInHasTheCategoryOfItsCharacter()
    {
        for (int code = 0x10000; code < 0x110000; code++)
        {
            var character = new Rune(code);
            UnicodeCategory category = Rune.GetUnicodeCategory(character);
            if (category != CharUnicodeInfo.GetUnicodeCategory(StandIns.Of(character)))
            {
                Assert.Fail($"U+{code:X} is {category}.");
            }
        }
    }

    private static IEnumerable<string> Find(TextPattern pattern, string text)
    {
        var matches = new List<(int Start, int End)>();
        pattern.FindAll(text, matches);
        return matches.Select(match => text[match.Start..match.End]);
    }
}
