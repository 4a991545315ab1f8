using Heed.Text.Metrics;

namespace Heed.Text.Tests.Metrics;

/// <summary>Cases small enough to be checked with pencil and paper.</summary>
public class ChrfTests
{
    private const double Tolerance = 1e-10;

    [Theory]
    [InlineData("abcdefgh", "abcdefgh", 100.0)]
    [InlineData("", "abc", 0.0)]
    [InlineData("abc", "", 0.0)]
    [InlineData("xyz", "abc", 0.0)]
    [InlineData("a b\tc", "abc", 100.0)]
    // Precision and recall 2/3, 1/2, 0 over the three orders there are.
    [InlineData("abc", "abd", 100.0 * 7 / 18)]
    // Precision 1, 1; recall 1/2, 1/3: F2 = 5·1·(5/12) / (4·1 + 5/12).
    [InlineData("ab", "abcd", 100.0 * 25 / 53)]
    // Precision 1/2, 1/3; recall 1, 1.
    [InlineData("abcd", "ab", 100.0 * 25 / 32)]
    // Repeated characters match as often as the reference has them.
    [InlineData("aaa", "a", 100.0 * 5 / 7)]
    // Two characters, not four UTF-16 units.
    [InlineData("😀😁", "😀😂", 25.0)]
    public void Matches_character_ngrams(string hypothesis, string reference, double expected) =>
        Assert.Equal(expected, Chrf.Sentence(hypothesis, [reference]).Score, Tolerance);

    [Fact]
    public void Plus_plus_adds_words_and_pairs_of_words()
    {
        // Characters "acb", "adb": 2/3, 0, 0. Words: 2 of 3; pairs: 0 of 2.
        ChrfScore score = Chrf.Sentence("a c b", ["a d b"], ChrfOptions.PlusPlus);
        Assert.Equal(100 * ((2.0 / 3) + (2.0 / 3)) / 5, score.Score, Tolerance);
    }

    [Theory]
    [InlineData("end.", "end .")]
    [InlineData("(hi", "( hi")]
    [InlineData("a(hi)", "a(hi )")]
    [InlineData("a.b", "a.b")]
    [InlineData(". -- 😀", ". - - 😀")]
    [InlineData("«ja»", "«ja»")]
    public void Plus_plus_splits_one_punctuation_off_a_word(string text, string words)
    {
        ChrfScore score = Chrf.Sentence(text, [words], ChrfOptions.PlusPlus with { CharacterOrder = 1 });
        Assert.Equal(100, score.Score, Tolerance);
    }

    [Fact]
    public void Splitting_a_word_changes_its_score()
    {
        // One character order, 4/4; one word order: "end" and "." against "end.".
        ChrfScore score = Chrf.Sentence("end.", ["end\u001F."], new ChrfOptions { CharacterOrder = 1, WordOrder = 1 });
        Assert.Equal(100, score.Score, Tolerance);
        score = Chrf.Sentence("end.x", ["end .x"], new ChrfOptions { CharacterOrder = 1, WordOrder = 1 });
        Assert.Equal(50, score.Score, Tolerance);
    }

    [Theory]
    [InlineData("Ab", "aB", false, 0.0)]
    [InlineData("Ab", "aB", true, 100.0)]
    [InlineData("ΑΣ", "ας", true, 100.0)]
    public void Lowercasing_is_optional(string hypothesis, string reference, bool lowercase, double expected) =>
        Assert.Equal(expected, Chrf.Sentence(hypothesis, [reference], new ChrfOptions { Lowercase = lowercase }).Score, Tolerance);

    [Fact]
    public void White_space_can_be_kept()
    {
        // "a b" against "ab": 2/3 and 2/2, then 0/2 and 0/1; the reference has no order 3.
        var options = new ChrfOptions { Whitespace = true, Beta = 1 };
        Assert.Equal(100 * 2 * (1.0 / 3) * 0.5 / ((1.0 / 3) + 0.5), Chrf.Sentence("a b", ["ab"], options).Score, Tolerance);
    }

    [Fact]
    public void Epsilon_smoothing_averages_over_all_orders()
    {
        var options = new ChrfOptions { EpsilonSmoothing = true };
        Assert.Equal(100.0 / 3, Chrf.Sentence("ab", ["ab"], options).Score, 1e-9);
        Assert.Contains("|eff:no|", Chrf.Sentence("ab", ["ab"], options).Signature);
    }

    [Fact]
    public void The_best_reference_of_each_segment_counts()
    {
        ChrfScore score = Chrf.Corpus(["abc", "xyz"], [["abd", "xyz"], ["abc", "x"]]);
        Assert.Equal(100, score.Score, Tolerance);
        Assert.StartsWith("nrefs:2|", score.Signature);
    }

    [Fact]
    public void A_corpus_is_scored_on_its_sums()
    {
        // Order 1: 2 + 1 of 3 + 1; order 2: 1 + 0 of 2 + 0; order 3: 0 of 1.
        ChrfScore score = Chrf.Corpus(["abc", "x"], [["abd", "x"]]);
        Assert.Equal(100 * (0.75 + 0.5 + 0) / 3, score.Score, Tolerance);
    }

    [Fact]
    public void The_line_is_the_one_sacreBLEU_prints()
    {
        ChrfScore score = Chrf.Sentence("ab", ["abcd"]);
        Assert.Matches(@"^nrefs:1\|case:mixed\|eff:yes\|nc:6\|nw:0\|space:no\|version:heed-\d+\.\d+\.\d+$", score.Signature);
        Assert.Equal($"chrF2|{score.Signature} = 47.2", score.ToString());
        Assert.Equal($"chrF2|{score.Signature} = 47.17", score.ToString(2));
        Assert.StartsWith("chrF2++|nrefs:1|case:mixed|eff:yes|nc:6|nw:2|space:no|", Chrf.Sentence("a", ["a"], ChrfOptions.PlusPlus).ToString());
        Assert.StartsWith(
            "chrF3|nrefs:1|case:lc|eff:yes|nc:4|nw:0|space:yes|",
            Chrf.Sentence("a", ["a"], new() { Beta = 3, Lowercase = true, CharacterOrder = 4, Whitespace = true }).ToString());
    }

    [Fact]
    public void Says_what_is_wrong_with_the_input()
    {
        Assert.Equal(
            "There are 1 hypotheses but 2 lines in reference 1; both must be aligned by line.",
            Assert.Throws<UserException>(() => Chrf.Corpus(["a"], [["a", "b"]])).Message);
        Assert.Equal(
            "Segment 1 has no reference; give every hypothesis at least one.",
            Assert.Throws<UserException>(() => new Chrf().Add("a", [null])).Message);
        Assert.Equal(
            "There is nothing to score: no hypothesis was given.", Assert.Throws<UserException>(() => new Chrf().Score()).Message);
    }
}
