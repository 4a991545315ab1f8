using System.Text.RegularExpressions;
using CsCheck;
using Heed.Text.Tokenization;
using Heed.Text.Tokenization.Patterns;

namespace Heed.Text.Tests.Tokenization;

/// <summary>Patterns written by hand against the expressions that they stand for.</summary>
public sealed class HandWrittenPatternTests
{
    /// <summary>Characters of every class, and above all those that the patterns name, side by side in every way.</summary>
    private static readonly Gen<string> Text = Gen.OneOf(
        Gen.String,
        Gen.Frequency(
            (4, Gen.OneOf('a', 'ß', 'Ж', '\u0301', '\u0903', 'ـ')), (4, Gen.OneOf('▁', ' ', '\t', '\n', '\u00A0', '\u3000', '\u2028')),
            (3, Gen.OneOf('\'', '’', '-', '.', '$')), (2, Gen.OneOf('1', '٣', '½', 'Ⅷ')), (2, Gen.OneOf('s', 't', 'r', 'e', 'v', 'm', 'l', 'd')),
            (3, Gen.OneOf('我', '々', 'ア', '\u3007', '\u3008', '\u3400', '\uF900', '\uFAFF', '가')), (2, Gen.Char['\uD83D', '\uD842']), (2, Gen.Char['\uDC00', '\uDFFF']))
            .Array[0, 30].Select(characters => new string(characters)));

    public static TheoryData<string> Expressions => [.. HandWrittenPattern.All];

    [Theory]
    [MemberData(nameof(Expressions))]
    public void MatchesAreThoseOfTheExpression(string expression)
    {
        var regex = new Regex(expression, RegexOptions.CultureInvariant);
        Text.Sample(
            text =>
            {
                (string shown, List<int> places) = StandIns.Replace(text);
                IEnumerable<(int, int)> expected = regex.Matches(shown).Select(match => (places[match.Index], places[match.Index + match.Length]));
                var found = new List<(int, int)>();
                HandWrittenPattern.Find(expression)!.FindAll(text, found);
                Assert.Equal(expected, found);
            },
            iter: 5000,
            print: text => string.Concat(text.Select(unit => $"\\u{(int)unit:X4}")));
    }
}
