using Heed.Models.Checkpoints;
using Heed.Models.Gpt;
using Heed.Models.LanguageModels;
using Heed.Models.Tests.Support;
using Heed.Nn;
using Heed.Nn.Masks;
using Heed.Nn.Positions;
using Heed.Tensors;
using Heed.Text;

namespace Heed.Models.Tests.Gpt;

public sealed class GptModelTests
{
    private const int Length = 9;

    public static TheoryData<string> Kinds => [.. Variants.Keys];

    private static Dictionary<string, GptOptions> Variants { get; } = new()
    {
        ["gpt"] = SmallGpt.Options,
        ["llama"] = SmallGpt.Llama,
        ["alibi, window of three"] = SmallGpt.Options with { Position = new AlibiPosition(), Mask = new SlidingWindowMask { Before = 3 } },
        ["segments with memory"] = SmallGpt.Options with { Position = new TransformerXlPosition(), Mask = new SegmentMask { Length = 3, Memory = 2 } },
        ["separate output"] = SmallGpt.Options with { TieEmbeddings = false, ScaleEmbeddings = true },
    };

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Token_by_token_equals_all_at_once(string kind)
    {
        using GptModel model = SmallGpt.Model(Variants[kind]);
        using var workspace = new Workspace();
        (int[] ids, int[] offsets) = SmallModels.Sentences(1, Length, Length);
        float[] expected = FullLogits(model, workspace, ids, offsets);
        using GenerationSession session = model.StartGeneration();
        session.Resize(slots: 2, capacity: Length);
        for (int position = 0; position < Length; position++)
        {
            workspace.BeginInferenceStep();
            Tensor logits = session.Step(workspace, new GenerationStep
            {
                Ids = [ids[position], ids[Length + position]],
                Slots = [0, 1],
                Positions = [position, position],
                Asked = [0, 1],
            });
            CheckClose(Row(expected, position), logits.Values[..SmallModels.Vocabulary]);
            CheckClose(Row(expected, Length + position), logits.Values[SmallModels.Vocabulary..]);
        }
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Several_tokens_in_one_step_are_those_of_several_steps_bit_for_bit(string kind)
    {
        using GptModel model = SmallGpt.Model(Variants[kind]);
        using var workspace = new Workspace();
        (int[] ids, _) = SmallModels.Sentences(2, Length);
        Assert.Equal(Chunked(model, workspace, ids, 1), Chunked(model, workspace, ids, 4));
        Assert.Equal(Chunked(model, workspace, ids, 1), Chunked(model, workspace, ids, Length));
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void A_token_does_not_see_its_future(string kind)
    {
        using GptModel model = SmallGpt.Model(Variants[kind]);
        using var workspace = new Workspace();
        (int[] ids, int[] offsets) = SmallModels.Sentences(3, Length);
        float[] before = FullLogits(model, workspace, ids, offsets);
        ids[5] = ids[5] == 4 ? 5 : 4;
        float[] after = FullLogits(model, workspace, ids, offsets);
        Assert.Equal(before[..(5 * SmallModels.Vocabulary)], after[..(5 * SmallModels.Vocabulary)]);
        Assert.NotEqual(before[(5 * SmallModels.Vocabulary)..], after[(5 * SmallModels.Vocabulary)..]);
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void A_saved_model_is_loaded_with_the_same_answers(string kind)
    {
        using var folder = new TemporaryFolder();
        using GptModel model = SmallGpt.Model(Variants[kind]);
        ModelFolder.Save<ILanguageModelOptions>(folder.Path, model.Options, model.Parameters);
        using var loaded = (GptModel)ModelFolder.Load<ILanguageModelOptions, LanguageModel>(folder.Path);
        using var workspace = new Workspace();
        (int[] ids, int[] offsets) = SmallModels.Sentences(1, 5, 3);
        Assert.Equal(model.Options, loaded.Options);
        Assert.Equal(FullLogits(model, workspace, ids, offsets), FullLogits(loaded, workspace, ids, offsets));
    }

    [Fact]
    public void Without_biases_there_are_none()
    {
        using GptModel model = SmallGpt.Model(SmallGpt.Llama);
        Assert.DoesNotContain(model.Parameters.Parameters, parameter => parameter.Name.EndsWith("bias", StringComparison.Ordinal));
    }

    [Fact]
    public void A_mask_that_sees_the_future_is_refused() =>
        Assert.Contains("future", Assert.Throws<UserException>(() => SmallGpt.Model(SmallGpt.Options with { Mask = new FullMask() })).Message);

    private static float[] Chunked(GptModel model, Workspace workspace, int[] ids, int chunk)
    {
        var logits = new List<float>();
        using GenerationSession session = model.StartGeneration();
        session.Resize(1, ids.Length);
        for (int start = 0; start < ids.Length; start += chunk)
        {
            int[] rows = [.. Enumerable.Range(0, Math.Min(chunk, ids.Length - start))];
            workspace.BeginInferenceStep();
            logits.AddRange(session.Step(workspace, new GenerationStep
            {
                Ids = ids.AsSpan(start, rows.Length),
                Slots = new int[rows.Length],
                Positions = rows.Select(row => start + row).ToArray(),
                Asked = rows,
            }).Values);
        }

        return [.. logits];
    }

    private static float[] FullLogits(GptModel model, Workspace workspace, int[] ids, int[] offsets)
    {
        workspace.BeginInferenceStep();
        return model.Logits(model.Hidden(workspace, ids, Sequences.Packed(workspace, offsets))).Values.ToArray();
    }

    private static ReadOnlySpan<float> Row(float[] logits, int row) => logits.AsSpan(row * SmallModels.Vocabulary, SmallModels.Vocabulary);

    private static void CheckClose(ReadOnlySpan<float> expected, ReadOnlySpan<float> actual)
    {
        for (int index = 0; index < expected.Length; index++)
        {
            Assert.Equal(expected[index], actual[index], 2e-5);
        }
    }
}
