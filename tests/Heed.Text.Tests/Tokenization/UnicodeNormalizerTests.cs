using System.Security.Cryptography;
using System.Text;
using Heed.Text.Tokenization;
using Heed.Text.Tokenization.Normalizers;
using Heed.Text.Tokenization.Unicode;

namespace Heed.Text.Tests.Tokenization;

public sealed class UnicodeNormalizerTests
{
    /// <summary>No character from here on has another form, as far as the table goes.</summary>
    private const int LastPlane = 0x30000;

    [Theory]
    [InlineData(UnicodeForm.Nfc, "u\u0308", "ü")]
    [InlineData(UnicodeForm.Nfd, "ü", "u\u0308")]
    [InlineData(UnicodeForm.Nfc, "\u1100\u1161\u11A8가", "각가")]
    [InlineData(UnicodeForm.Nfd, "각", "\u1100\u1161\u11A8")]
    [InlineData(UnicodeForm.Nfc, "a\u0323\u0307 a\u0307\u0323", "\u1EA1\u0307 \u1EA1\u0307")]
    [InlineData(UnicodeForm.Nfkc, "ﬁ②ＡＢ", "fi2AB")]
    [InlineData(UnicodeForm.Nfc, "ﬁ②ＡＢ", "ﬁ②ＡＢ")]
    [InlineData(UnicodeForm.Nfc, "\u0958", "\u0915\u093C")]
    [InlineData(UnicodeForm.Nfc, "か\u3099", "が")]
    public void TextIsBroughtIntoItsForm(UnicodeForm form, string text, string normal) => Assert.Equal(normal, Normalize(text, form));

    /// <summary>SHA-256 over every character and 20,000 random sequences of characters that combine, as unicode_forms.py computes it with Python's unicodedata.</summary>
    [Theory]
    [InlineData(UnicodeForm.Nfc, "d1a71b3e44f583e9458589a2927a64b165b622882767d3a27db3c8b0dda3a66e")]
    [InlineData(UnicodeForm.Nfd, "a6e7b7e576edfcdde522ae549b85df529226c55cdd29279ae86a6a5c7c016a0e")]
    [InlineData(UnicodeForm.Nfkc, "93084022913ab3caae4eb5352fd3bc4f6d61523de8b938327234d19e5230b5bd")]
    [InlineData(UnicodeForm.Nfkd, "1990a4eb6f81fc6e93b6db2e695dd54ac84457bec1b5e2096bb29997aa9c5cea")]
    public void AllCharactersAndSequencesAreAsPythonHasThem(UnicodeForm form, string hash) => Assert.Equal(hash, Hash(form));

    [Fact]
    public void OffsetsCoverTheWholeCluster()
    {
        var text = new MappedText("xu\u0308y", tracked: true);
        new UnicodeNormalizer(UnicodeForm.Nfc).Apply(text);
        Assert.Equal("xüy", text.Value);
        Assert.Equal((1, 3), text.Origin(1, 2));
        Assert.Equal((3, 4), text.Origin(2, 3));
    }

    [Fact]
    public void ATrainedTokenizerReadsBothSpellingsAlike() =>
        Assert.Equal(TestCorpus.Tokenizer.Encode("Die Männer"), TestCorpus.Tokenizer.Encode("Die Ma\u0308nner"));

    [Fact]
    public void ALongRunOfMarksIsSortedInTime()
    {
        string marks = string.Concat(Enumerable.Repeat("\u0301\u0323", 50_000));
        string normal = Normalize("a" + marks, UnicodeForm.Nfd);
        Assert.Equal("a" + new string('\u0323', 50_000) + new string('\u0301', 50_000), normal);
    }

    private static string Hash(UnicodeForm form)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        void Add(string text) => hash.AppendData(Encoding.UTF8.GetBytes(Normalize(text, form) + "\n"));
        var interesting = new List<int>();
        for (int code = 0; code < LastPlane; code++)
        {
            if (!Rune.IsValid(code))
            {
                continue;
            }

            string character = new Rune(code).ToString();
            Add(character);
            if (Normalize(character, UnicodeForm.Nfkd) != character)
            {
                interesting.Add(code);
            }
        }

        interesting.AddRange([.. Enumerable.Range('a', 26), .. Enumerable.Range(0x300, 0x50), .. Enumerable.Range(0x1100, 0x100), .. Enumerable.Range(0x3099, 2)]);
        var random = new SplitMix64(1);
        for (int i = 0; i < 20_000; i++)
        {
            var text = new StringBuilder();
            int length = 1 + random.Below(8);
            for (int j = 0; j < length; j++)
            {
                // Marks as often as all the rest.
                int code = random.Below(2) == 0 ? 0x300 + random.Below(0x50) : interesting[random.Below(interesting.Count)];
                text.Append(new Rune(code).ToString());
            }

            Add(text.ToString());
        }

        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }

    private static string Normalize(string text, UnicodeForm form)
    {
        var mapped = new MappedText(text, tracked: false);
        new UnicodeNormalizer(form).Apply(mapped);
        return mapped.Value;
    }
}
