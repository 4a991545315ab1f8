using Heed.Text.Metrics;

namespace Heed.Text.Tests.Metrics;

/// <summary>Cases small enough to be checked with pencil and paper.</summary>
public class BleuTests
{
    private const double Tolerance = 1e-10;
    private static readonly BleuOptions Words = new() { Tokenizer = "none" };

    [Fact]
    public void A_perfect_translation_scores_100()
    {
        BleuScore score = Bleu.Corpus(["The dog bit the man.", "Yes."], [["The dog bit the man.", "Yes."]]);
        Assert.Equal(100, score.Score, Tolerance);
        Assert.Equal([8, 6, 4, 3], score.Totals);
        Assert.Equal([8, 6, 4, 3], score.Counts);
    }

    [Fact]
    public void Counts_are_clipped_at_the_largest_count_in_one_reference()
    {
        // The example of the BLEU paper: "the" occurs twice in one reference and once in the other.
        BleuScore score = Bleu.Corpus(
            ["the the the the the the the"], [["the cat is on the mat"], ["there is a cat on the mat"]], Words);
        Assert.Equal([2, 0, 0, 0], score.Counts);
        Assert.Equal([7, 6, 5, 4], score.Totals);
    }

    [Fact]
    public void The_score_is_the_geometric_mean_of_precisions_times_the_brevity_penalty()
    {
        // 4 of 5 words, 3 of 4 pairs, 2 of 3 triples, 1 of 2 quadruples; 5 words for 6.
        BleuScore score = Bleu.Corpus(["a b c d x"], [["a b c d e f"]], Words);
        double precision = Math.Pow(4.0 / 5 * 3 / 4 * 2 / 3 * 1 / 2, 0.25);
        Assert.Equal(100 * Math.Exp(1 - (6.0 / 5)) * precision, score.Score, Tolerance);
        Assert.Equal(Math.Exp(-0.2), score.BrevityPenalty, Tolerance);
        Assert.Equal([80, 75, 200.0 / 3, 50], score.Precisions);
    }

    [Theory]
    [InlineData(BleuSmoothing.Exponential, null, 75.0, 100.0 / 3, 25.0, 25.0)]
    [InlineData(BleuSmoothing.Floor, null, 75.0, 100.0 / 3, 5.0, 10.0)]
    [InlineData(BleuSmoothing.Floor, 0.5, 75.0, 100.0 / 3, 25.0, 50.0)]
    [InlineData(BleuSmoothing.AddK, null, 75.0, 50.0, 100.0 / 3, 50.0)]
    [InlineData(BleuSmoothing.AddK, 3.0, 75.0, 200.0 / 3, 60.0, 75.0)]
    [InlineData(BleuSmoothing.None, null, 75.0, 100.0 / 3, 0.0, 0.0)]
    public void Orders_without_a_match_are_smoothed(
        BleuSmoothing smoothing, double? value, double first, double second, double third, double fourth)
    {
        // 3 of 4 words, 1 of 3 pairs, 0 of 2 triples, 0 of 1 quadruple.
        BleuScore score = Bleu.Corpus(["a b x d"], [["a b c d"]], Words with { Smoothing = smoothing, SmoothingValue = value });
        double[] expected = [first, second, third, fourth];
        Assert.All(expected.Zip(score.Precisions), pair => Assert.Equal(pair.First, pair.Second, Tolerance));
        Assert.Equal(Math.Pow(first * second * third * fourth, 0.25), score.Score, Tolerance);
    }

    [Fact]
    public void A_short_sentence_is_scored_on_the_orders_it_reaches()
    {
        BleuScore sentence = Bleu.Sentence("a c", ["a b"], Words);
        Assert.Equal(Math.Sqrt(50.0 * 50), sentence.Score, Tolerance);
        Assert.Contains("|eff:yes|", sentence.Signature);
        Assert.Equal(0, Bleu.Corpus(["a c"], [["a b"]], Words).Score);
    }

    [Fact]
    public void Nothing_in_common_scores_0()
    {
        BleuScore score = Bleu.Sentence("x y z w v", ["a b c d e"]);
        Assert.Equal(0, score.Score);
        Assert.Equal([0, 0, 0, 0], score.Precisions);
    }

    [Fact]
    public void An_empty_hypothesis_or_reference_still_counts()
    {
        BleuScore empty = Bleu.Corpus([""], [["a b"]]);
        Assert.Equal((0, 0, 2), (empty.Score, empty.HypothesisLength, empty.ReferenceLength));
        Assert.Equal(0, empty.BrevityPenalty);

        BleuScore noWords = Bleu.Corpus(["a b"], [[""]]);
        Assert.Equal((0, 2, 0), (noWords.Score, noWords.HypothesisLength, noWords.ReferenceLength));
        Assert.Equal(0, noWords.LengthRatio);
    }

    [Fact]
    public void The_reference_length_is_the_nearest_and_of_two_equally_near_the_shorter()
    {
        Assert.Equal(2, Bleu.Corpus(["a b c"], [["a b c d"], ["a b"]], Words).ReferenceLength);
        Assert.Equal(4, Bleu.Corpus(["a b c"], [["a b c d"], ["a"]], Words).ReferenceLength);
    }

    [Fact]
    public void White_space_at_the_end_does_not_count_and_lowercasing_is_optional()
    {
        Assert.Equal(100, Bleu.Corpus(["a b c d\u001C\n"], [["a b c d"]], Words).Score, Tolerance);
        Assert.Equal(0, Bleu.Corpus(["A B C D"], [["a b c d"]], Words).Score);
        Assert.Equal(100, Bleu.Corpus(["A B C D"], [["a b c d"]], Words with { Lowercase = true }).Score, Tolerance);
    }

    [Theory]
    [InlineData(1, 75)]
    [InlineData(2, 50)]
    public void The_order_can_be_chosen(int order, double expected)
    {
        BleuScore score = Bleu.Corpus(["a b x d"], [["a b c d"]], Words with { MaxOrder = order });
        Assert.Equal(order, score.Precisions.Count);
        Assert.Equal(expected, score.Score, Tolerance);
    }

    [Fact]
    public void Adding_segments_one_by_one_gives_the_corpus_score()
    {
        string[] hypotheses = ["the cat sat on the mat", "a dog", "he saw her there"];
        string[] first = ["the cat sat on a mat", "a dog barks", "he saw her there"];
        string?[] second = ["a cat sat on the mat", null, "she was seen there by him"];
        var bleu = new Bleu();
        for (int i = 0; i < hypotheses.Length; i++)
        {
            bleu.Add(hypotheses[i], [first[i], second[i]]);
        }

        BleuScore whole = Bleu.Corpus(hypotheses, [first, second]);
        Assert.Equal(whole.Score, bleu.Score().Score);
        Assert.InRange(whole.Score, 50, 99);
        Assert.StartsWith("nrefs:var|", whole.Signature);
    }

    [Fact]
    public void The_line_is_the_one_sacreBLEU_prints()
    {
        BleuScore score = Bleu.Corpus(["a b c d e f g h"], [["a b c d x f g h i"]]);
        Assert.Matches(@"^nrefs:1\|case:mixed\|eff:no\|tok:13a\|smooth:exp\|version:heed-\d+\.\d+\.\d+$", score.Signature);

        // 7/8, 5/7, 3/6, 1/5; half to even in print: 87.5.
        Assert.Equal(
            $"BLEU|{score.Signature} = 44.1 87.5/71.4/50.0/20.0 (BP = 0.882 ratio = 0.889 hyp_len = 8 ref_len = 9)", score.ToString());
        Assert.Contains(" = 44.12 87.5/", score.ToString(2));
    }

    [Theory]
    [InlineData(BleuSmoothing.None, null, "smooth:none")]
    [InlineData(BleuSmoothing.Floor, null, "smooth:floor[0.10]")]
    [InlineData(BleuSmoothing.AddK, null, "smooth:add-k[1.00]")]
    [InlineData(BleuSmoothing.AddK, 2.5, "smooth:add-k[2.50]")]
    public void The_signature_says_what_was_chosen(BleuSmoothing smoothing, double? value, string expected)
    {
        var options = new BleuOptions { Tokenizer = "zh", Lowercase = true, Smoothing = smoothing, SmoothingValue = value };
        string signature = Bleu.Corpus(["a"], [["a"], ["b"]], options).Signature;
        Assert.StartsWith($"nrefs:2|case:lc|eff:no|tok:zh|{expected}|version:heed-", signature);
    }

    [Fact]
    public void Says_what_is_wrong_with_the_input()
    {
        Assert.Equal(
            "There are 2 hypotheses but 1 lines in reference 2; both must be aligned by line.",
            Assert.Throws<UserException>(() => Bleu.Corpus(["a", "b"], [["a", "b"], ["a"]])).Message);
        Assert.Equal(
            "There is no reference to score against; give at least one.",
            Assert.Throws<UserException>(() => Bleu.Corpus(["a"], [])).Message);
        Assert.Equal(
            "Segment 2 has no reference; give every hypothesis at least one.",
            Assert.Throws<UserException>(() => Bleu.Corpus(["a", "b"], [["a", null]])).Message);
        Assert.Equal(
            "There is nothing to score: no hypothesis was given.",
            Assert.Throws<UserException>(() => Bleu.Corpus([], [[]])).Message);
        Assert.Contains("13a, zh, char, intl, none", Assert.Throws<UserException>(() => new Bleu(new() { Tokenizer = "13A" })).Message);
    }
}
