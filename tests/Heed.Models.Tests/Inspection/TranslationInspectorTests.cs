using System.Text.Json;
using Heed.Models.Generation;
using Heed.Models.Inspection;
using Heed.Models.Recurrent;
using Heed.Models.Tests.Support;
using Heed.Text;

namespace Heed.Models.Tests.Inspection;

public sealed class TranslationInspectorTests
{
    private static readonly SearchOptions Search = new() { Beam = 3, Best = 3, MaximumLengthExtra = 4 };

    public static TheoryData<string> Variants => SmallModels.Variants;

    [Theory]
    [MemberData(nameof(Variants))]
    public void A_row_is_the_softmax_of_what_stands_beside_it(string variant)
    {
        using Translator translator = SmallTranslator.Create(variant);
        TranslationTrace trace = Inspect(translator);
        (int source, int target) = (trace.Source.Pieces.Count, trace.Target.Pieces.Count);
        Check(trace.Attention.Encoder, trace.Masks.Encoder, trace.Attention.Scale, (source, source));
        Check(trace.Attention.Decoder, trace.Masks.Decoder, trace.Attention.Scale, (target, target));
        Check(trace.Attention.Cross, trace.Masks.Cross, trace.Attention.Scale, (target, source));
        Assert.Equal((2, 2, 2), (trace.Attention.Encoder.Count, trace.Attention.Decoder.Count, trace.Attention.Cross.Count));
        Assert.All(trace.AverageCross(), row => Assert.Equal(1, row.Sum(), 1e-5));
    }

    [Theory]
    [MemberData(nameof(Variants))]
    public void All_positions_at_once_give_the_numbers_that_the_search_saw_with_its_cache(string variant)
    {
        using Translator translator = SmallTranslator.Create(variant);
        Translation best = translator.Translate([SmallTranslator.Sentence], Search, TestContext.Current.CancellationToken)[0][0];
        TranslationTrace trace = Inspect(translator);
        int compared = Math.Min(best.LogProbabilities.Count, trace.Target.LogProbabilities.Count);
        Assert.Equal(best.LogProbabilities.Take(compared), trace.Target.LogProbabilities.Take(compared));
        Assert.Equal(best.Text, trace.TargetText);
        Assert.Equal(best.LogProbability, trace.Decoding!.Hypotheses[0].Total);
        Assert.Equal(best.Score, trace.Decoding.Hypotheses[0].Score);
    }

    [Fact]
    public void A_start_token_of_the_models_own_is_never_written_there_either()
    {
        using Translator translator = SmallTranslator.Create(SmallModels.Options() with { StartToken = 0 });
        Translation best = translator.Translate([SmallTranslator.Sentence], Search, TestContext.Current.CancellationToken)[0][0];
        TranslationTrace trace = Inspect(translator);
        int compared = Math.Min(best.LogProbabilities.Count, trace.Target.LogProbabilities.Count);
        Assert.Equal(best.LogProbabilities.Take(compared), trace.Target.LogProbabilities.Take(compared));
        Assert.Equal((0, 0), (trace.Target.Inputs[0].Id, trace.Decoding!.Nodes[0].Token));
        Assert.All(trace.Target.Alternatives, place => Assert.DoesNotContain(place, token => token.Id == 0));
    }

    [Fact]
    public void The_search_is_a_tree_whose_sums_are_its_scores()
    {
        using Translator translator = SmallTranslator.Create();
        DecodingTrace decoding = Inspect(translator).Decoding!;
        IReadOnlyList<BeamNode> nodes = decoding.Nodes;
        Assert.Equal(new BeamNode(0, -1, -1, 2, "<s>", 0, 0, BeamFate.Live), nodes[0]);
        Assert.All(nodes.Skip(1), node =>
        {
            BeamNode parent = nodes[node.Parent];
            Assert.Equal((BeamFate.Live, node.Step - 1), (parent.State, parent.Step));
            Assert.Equal(parent.Total + node.LogProbability, node.Total);
        });
        Assert.All(nodes.Where(node => node.State == BeamFate.Live).CountBy(node => node.Step), step => Assert.InRange(step.Value, 1, 3));
        Assert.Equal(nodes.Count(node => node.State == BeamFate.Finished), decoding.Hypotheses.Count);
        Assert.All(decoding.Hypotheses, hypothesis =>
        {
            Assert.Equal(nodes[hypothesis.Node].Total, hypothesis.Total);
            Assert.Equal(hypothesis.Total / Search.LengthPenalty.Divisor(hypothesis.Length), hypothesis.Score);
        });
        Assert.Equal(decoding.Hypotheses.OrderByDescending(hypothesis => hypothesis.Score), decoding.Hypotheses);
        string[] best = [.. translator.Translate([SmallTranslator.Sentence], Search, TestContext.Current.CancellationToken)[0].Select(found => found.Text)];
        Assert.Equal(best, decoding.Hypotheses.Take(best.Length).Select(hypothesis => hypothesis.Text));
    }

    [Fact]
    public void Pieces_cover_their_texts_from_left_to_right()
    {
        using Translator translator = SmallTranslator.Create();
        TranslationTrace trace = Inspect(translator);
        Assert.Equal("</s>", trace.Source.Pieces[^1].Piece);
        Assert.Equal("</s>", trace.Target.Pieces[^1].Piece);
        Assert.Equal(trace.SourceText, string.Concat(trace.Source.Pieces.Select(piece => trace.SourceText[piece.Start..piece.End])));
        Assert.Equal(trace.TargetText, string.Concat(trace.Target.Pieces.Select(piece => piece.Text)));
        Assert.Equal(["<s>", .. trace.Target.Pieces.SkipLast(1).Select(piece => piece.Piece)], trace.Target.Inputs.Select(piece => piece.Piece));
        Assert.Equal(trace.Source.Pieces.SkipLast(1).Select(piece => piece.Piece), trace.Source.Words.SelectMany(word => word.Merges[^1]));
        Assert.All(trace.Source.Words, word => Assert.Equal(word.Merges.Count, word.Actions.Count));
    }

    [Fact]
    public void Alternatives_are_the_next_tokens_behind_what_stands_before_them()
    {
        using Translator translator = SmallTranslator.Create();
        TranslationTrace trace = Inspect(translator);
        for (int place = 0; place < trace.Target.Pieces.Count; place++)
        {
            IReadOnlyList<TokenProbability> next = translator.Next(SmallTranslator.Sentence, [.. trace.Target.Pieces.Take(place).Select(piece => piece.Id)], 5);
            Assert.Equal(next.Select(token => (token.Id, MathF.Exp(token.LogProbability))), trace.Target.Alternatives[place].Select(token => (token.Id, token.Probability)));
        }
    }

    [Fact]
    public void A_given_translation_is_looked_at_without_a_search()
    {
        using Translator translator = SmallTranslator.Create();
        TranslationTrace trace = Inspect(translator, new InspectionOptions { TargetIds = [5, 6] });
        Assert.Equal([5, 6, 3], trace.Target.Pieces.Select(piece => piece.Id));
        Assert.Null(trace.Decoding);
        Assert.Null(trace.Cache);
    }

    [Fact]
    public void The_json_has_the_models_own_numbers_and_nothing_that_ends_a_script()
    {
        using Translator translator = SmallTranslator.Create("position: alibi");
        TranslationTrace trace = TranslationInspector.Inspect(translator, "abc </script> 'cab' & \"bac\"", new InspectionOptions { Search = Search });
        byte[] json = TraceJson.Serialize(trace);
        Assert.DoesNotContain((byte)'<', json);
        Assert.DoesNotContain((byte)'&', json);
        using JsonDocument document = JsonDocument.Parse(json);
        JsonElement head = document.RootElement.GetProperty("attention").GetProperty("cross")[1][0];
        float[][] products = trace.Attention.Cross[1][0].Products;
        for (int query = 0; query < products.Length; query++)
        {
            Assert.Equal(products[query], head.GetProperty("products")[query].EnumerateArray().Select(number => number.GetSingle()));
        }

        Assert.False(head.TryGetProperty("bias", out _));
        Assert.True(document.RootElement.GetProperty("attention").GetProperty("encoder")[0][0].TryGetProperty("bias", out _));
        Assert.Equal("power", document.RootElement.GetProperty("decoding").GetProperty("lengthPenalty").GetProperty("kind").GetString());
    }

    [Fact]
    public void What_cannot_be_looked_at_is_said()
    {
        using Translator translator = SmallTranslator.Create();
        Assert.Contains("empty", Refusal(translator, " "), StringComparison.Ordinal);
        Assert.Contains("no head 7 in layer 0 of cross", Refusal(translator, "a", new InspectionOptions { Off = [new HeadPlace(AttentionPart.Cross, 0, 7)] }), StringComparison.Ordinal);
        Assert.Contains("no id 999", Refusal(translator, "a", new InspectionOptions { TargetIds = [999] }), StringComparison.Ordinal);
        Assert.Contains("too long to look into", Refusal(translator, "abc cab", new InspectionOptions { MaximumNumbers = 10 }), StringComparison.Ordinal);
        Assert.Contains(
            "each of the 12 heads", Refusal(translator, "abc cab", new InspectionOptions { HeadEffects = true, MaximumEffectWork = 10 }), StringComparison.Ordinal);
        var recurrent = new RecurrentModel(new RecurrentOptions { Vocabulary = SmallTranslator.Tokenizer.VocabularySize, Width = 8 }, forTraining: false);
        recurrent.Parameters.Initialize(1);
        using var other = new Translator(recurrent, SmallTranslator.Tokenizer);
        Assert.Contains("Only a Transformer", Refusal(other, "a"), StringComparison.Ordinal);
        Assert.Equal(5, other.Next("abc", [5, 6], 5).Count);
    }

    private static TranslationTrace Inspect(Translator translator, InspectionOptions? options = null) =>
        TranslationInspector.Inspect(translator, SmallTranslator.Sentence, (options ?? new InspectionOptions()) with { Search = Search });

    private static string Refusal(Translator translator, string sentence, InspectionOptions? options = null) =>
        Assert.Throws<UserException>(() => TranslationInspector.Inspect(translator, sentence, options)).Message;

    private static void Check(IReadOnlyList<IReadOnlyList<HeadMap>> layers, MaskIntervals mask, float scale, (int Queries, int Keys) size)
    {
        foreach (HeadMap head in layers.SelectMany(heads => heads))
        {
            Assert.Equal(size.Queries, head.Weights.Length);
            for (int query = 0; query < size.Queries; query++)
            {
                double[] scores = [.. head.Products[query].Select((product, key) =>
                    key >= mask.First[query] && key <= mask.Last[query] ? ((double)scale * product) + (head.Bias?[query][key] ?? 0) : double.NegativeInfinity)];
                double largest = scores.Max();
                double sum = scores.Sum(score => Math.Exp(score - largest));
                Assert.Equal(size.Keys, scores.Length);
                Assert.Equal(1, head.Weights[query].Sum(weight => (double)weight), 1e-5);
                Assert.All(head.Weights[query], (weight, key) => Assert.Equal(Math.Exp(scores[key] - largest) / sum, weight, 1e-5));
            }
        }
    }
}
