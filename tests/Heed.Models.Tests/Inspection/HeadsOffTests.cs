using Heed.Models.Inspection;
using Heed.Models.Tests.Support;
using Heed.Tensors;

namespace Heed.Models.Tests.Inspection;

public sealed class HeadsOffTests
{
    private static readonly InspectionOptions Given = new() { TargetIds = [5, 9, 6, 7] };

    public static TheoryData<AttentionPart, int, int> Heads =>
        [.. from part in Enum.GetValues<AttentionPart>() from layer in (int[])[0, 1] from head in (int[])[0, 1] select (part, layer, head)];

    [Theory]
    [MemberData(nameof(Heads))]
    public void A_head_that_is_off_is_one_whose_columns_of_the_output_projection_are_zero(AttentionPart part, int layer, int head)
    {
        using Translator translator = SmallTranslator.Create();
        IReadOnlyList<float> whole = Scores(translator, Given);
        IReadOnlyList<float> without = Scores(translator, Given with { Off = [new HeadPlace(part, layer, head)] });
        Assert.NotEqual(whole, without);
        Clear(translator.Model.Parameters, part, layer, head);
        Assert.Equal(Scores(translator, Given), without);
    }

    [Fact]
    public void Several_heads_can_be_off_and_all_are_back_afterwards()
    {
        using Translator translator = SmallTranslator.Create("heads: grouped_query");
        HeadPlace[] off = [new(AttentionPart.Encoder, 1, 0), new(AttentionPart.Cross, 0, 1), new(AttentionPart.Decoder, 0, 1)];
        IReadOnlyList<float> whole = Scores(translator, Given);
        IReadOnlyList<float> without = Scores(translator, Given with { Off = off });
        Assert.Equal(whole, Scores(translator, Given));
        foreach (HeadPlace head in off)
        {
            Clear(translator.Model.Parameters, head.Part, head.Layer, head.Head);
        }

        Assert.Equal(Scores(translator, Given), without);
    }

    [Fact]
    public void The_effect_of_a_head_is_the_change_without_it()
    {
        using Translator translator = SmallTranslator.Create();
        HeadEffects effects = TranslationInspector.Inspect(translator, SmallTranslator.Sentence, Given with { HeadEffects = true }).Effects!;
        float whole = Scores(translator, Given).Sum();
        foreach ((AttentionPart part, float[][] layers) in new[] { (AttentionPart.Encoder, effects.Encoder), (AttentionPart.Decoder, effects.Decoder), (AttentionPart.Cross, effects.Cross) })
        {
            Assert.Equal(2, layers.Length);
            for (int place = 0; place < 4; place++)
            {
                var head = new HeadPlace(part, place / 2, place % 2);
                Assert.Equal(Scores(translator, Given with { Off = [head] }).Sum() - whole, layers[head.Layer][head.Head]);
            }
        }
    }

    [Fact]
    public void Attention_behind_a_head_that_is_off_changes_and_before_it_does_not()
    {
        using Translator translator = SmallTranslator.Create();
        TranslationTrace whole = TranslationInspector.Inspect(translator, SmallTranslator.Sentence, Given);
        TranslationTrace without = TranslationInspector.Inspect(translator, SmallTranslator.Sentence, Given with { Off = [new HeadPlace(AttentionPart.Encoder, 0, 1)] });
        Assert.Equal(whole.Attention.Encoder[0][1].Weights[1], without.Attention.Encoder[0][1].Weights[1]);
        Assert.NotEqual(whole.Attention.Encoder[1][1].Weights[1], without.Attention.Encoder[1][1].Weights[1]);
        Assert.NotEqual(whole.Attention.Cross[0][0].Weights[1], without.Attention.Cross[0][0].Weights[1]);
    }

    private static IReadOnlyList<float> Scores(Translator translator, InspectionOptions options) =>
        TranslationInspector.Inspect(translator, SmallTranslator.Sentence, options).Target.LogProbabilities;

    private static void Clear(ParameterStore parameters, AttentionPart part, int layer, int head)
    {
        string name = part switch
        {
            AttentionPart.Encoder => $"encoder.layers.{layer}.self_attn.out_proj.weight",
            AttentionPart.Decoder => $"decoder.layers.{layer}.self_attn.out_proj.weight",
            _ => $"decoder.layers.{layer}.encoder_attn.out_proj.weight",
        };
        Parameter weight = parameters.Find(name)!;
        int columns = weight.Shape.Columns;
        for (int row = 0; row < weight.Shape[0]; row++)
        {
            weight.Values.Slice((row * columns) + (head * columns / 2), columns / 2).Clear();
        }
    }
}
