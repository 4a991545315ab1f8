using Heed.Models.Tests.Support;
using Heed.Models.Checkpoints;
using Heed.Models.SequenceToSequence;
using Heed.Models.Transformer;
using Heed.Nn;
using Heed.Nn.Attention.Scores;
using Heed.Nn.Normalization;
using Heed.Tensors;
using Heed.Tensors.Memory;
using Heed.Tensors.Ops;
using Heed.Text;

namespace Heed.Models.Tests.Transformer;

public sealed class TransformerModelTests
{
    public static TheoryData<string> Variants => SmallModels.Variants;

    [Theory]
    [MemberData(nameof(Variants))]
    public void Cached_decoding_equals_the_full_forward_pass(string variant)
    {
        using TransformerModel model = SmallModels.Model(SmallModels.Options(variant));
        using var workspace = new Workspace();
        (int[] source, int[] sourceOffsets) = SmallModels.Sentences(1, 5, 1, 9);
        (int[] target, int[] targetOffsets) = SmallModels.Sentences(2, 6, 6, 6);

        float[] expected = FullLogits(model, workspace, source, sourceOffsets, target, targetOffsets);
        using DecodingSession session = model.StartDecoding();
        workspace.BeginInferenceStep();
        session.Prepare(workspace, source, sourceOffsets);
        session.Resize(slots: 3, capacity: 6);
        for (int position = 0; position < 6; position++)
        {
            workspace.BeginInferenceStep();
            int[] newest = [target[position], target[6 + position], target[12 + position]];
            Tensor logits = session.Step(workspace, new DecodingStep { Ids = newest, Slots = [0, 1, 2], Sources = [0, 1, 2], Position = position });
            for (int sentence = 0; sentence < 3; sentence++)
            {
                CheckClose(Row(expected, (sentence * 6) + position), logits.Values.Slice(sentence * SmallModels.Vocabulary, SmallModels.Vocabulary));
            }
        }
    }

    [Theory]
    [MemberData(nameof(Variants))]
    public void A_position_does_not_see_its_future(string variant)
    {
        using TransformerModel model = SmallModels.Model(SmallModels.Options(variant));
        using var workspace = new Workspace();
        (int[] source, int[] sourceOffsets) = SmallModels.Sentences(1, 7);
        (int[] target, int[] targetOffsets) = SmallModels.Sentences(2, 8);
        float[] before = FullLogits(model, workspace, source, sourceOffsets, target, targetOffsets);
        int[] changed = [.. target];
        changed[5] = changed[5] == 4 ? 5 : 4;
        float[] after = FullLogits(model, workspace, source, sourceOffsets, changed, targetOffsets);
        Assert.Equal(before.AsSpan(0, 5 * SmallModels.Vocabulary), after.AsSpan(0, 5 * SmallModels.Vocabulary));
        Assert.False(before.AsSpan(5 * SmallModels.Vocabulary).SequenceEqual(after.AsSpan(5 * SmallModels.Vocabulary)));
    }

    [Theory]
    [MemberData(nameof(Variants))]
    public void Packed_and_padded_layouts_give_the_same_loss_and_gradients(string variant) =>
        ComparePackedAndPadded(SmallModels.Options(variant), static workspace => workspace.BeginDeterministicStep());

    [Theory]
    [InlineData("placement: post")]
    [InlineData("placement: pre")]
    [InlineData("placement: sandwich")]
    public void Statistics_of_batches_count_real_rows_alone(string placement) => ComparePackedAndPadded(
        SmallModels.Options(placement) with { Norm = new BatchNormOptions(), Dropout = 0 }, static workspace => workspace.BeginTrainingStep(seed: 1, step: 1));

    [Theory]
    [MemberData(nameof(Variants))]
    public void A_saved_model_is_loaded_with_the_same_answers(string variant)
    {
        using var folder = new TemporaryFolder();
        using TransformerModel model = SmallModels.Model(SmallModels.Options(variant));
        ModelFolder.Save<ISequenceToSequenceOptions>(folder.Path, model.Options, model.Parameters);
        using var loaded = (TransformerModel)ModelFolder.Load<ISequenceToSequenceOptions, SequenceToSequenceModel>(folder.Path);
        using var workspace = new Workspace();
        (int[] source, int[] sourceOffsets) = SmallModels.Sentences(1, 5, 3);
        (int[] target, int[] targetOffsets) = SmallModels.Sentences(2, 4, 6);
        Assert.Equal(model.Options, loaded.Options);
        Assert.Equal(
            FullLogits(model, workspace, source, sourceOffsets, target, targetOffsets),
            FullLogits(loaded, workspace, source, sourceOffsets, target, targetOffsets));
    }

    [Theory]
    [MemberData(nameof(Variants))]
    public void One_thread_and_two_compute_the_same_bits(string variant)
    {
        float[] Gradients(int threads)
        {
            using TransformerModel model = SmallModels.Model(SmallModels.Options(variant) with { Dropout = 0.2f }, forTraining: true);
            using var workers = new WorkerPool(threads);
            using var workspace = new Workspace(workers);
            (int[] source, int[] sourceOffsets) = SmallModels.Sentences(1, [.. Enumerable.Repeat(9, 40)]);
            (int[] input, int[] targetOffsets) = SmallModels.Sentences(2, [.. Enumerable.Repeat(11, 40)]);
            workspace.BeginTrainingStep(seed: 3, step: 7);
            CrossEntropyResult result = model.Loss(
                workspace,
                new TeacherForcing
                {
                    SourceIds = source,
                    Source = Sequences.Packed(workspace, sourceOffsets),
                    TargetInputIds = input,
                    TargetOutputIds = input,
                    Target = Sequences.Packed(workspace, targetOffsets),
                },
                new LossOptions(0.1f, 1));
            workspace.Backward(result.Loss);
            return [(float)result.SmoothedSum, .. model.Parameters.AllGradients];
        }

        Assert.Equal(Gradients(1), Gradients(2));
    }

    [Theory]
    [InlineData("multi_head")]
    [InlineData("shared_query_key")]
    public void Unscaled_attention_whose_initial_weights_carry_the_scale_begins_as_scaled_attention(string heads)
    {
        float[] Logits(ScoreOptions score)
        {
            using TransformerModel model = SmallModels.Model(SmallModels.Options($"heads: {heads}") with { Score = score });
            using var workspace = new Workspace();
            (int[] source, int[] sourceOffsets) = SmallModels.Sentences(1, 5, 3);
            (int[] target, int[] targetOffsets) = SmallModels.Sentences(2, 4, 6);
            return FullLogits(model, workspace, source, sourceOffsets, target, targetOffsets);
        }

        float[] scaled = Logits(new ScaledDotProductScore());
        CheckClose(scaled, Logits(new DotProductScore()));
        Assert.NotEqual(scaled, Logits(new DotProductScore { FoldScale = false }));
    }

    [Theory]
    [MemberData(nameof(Variants))]
    public void Freezing_the_parameters_changes_no_bit(string variant)
    {
        using TransformerModel model = SmallModels.Model(SmallModels.Options(variant));
        using TransformerModel frozen = SmallModels.Model(SmallModels.Options(variant));
        frozen.Parameters.Freeze();
        using var workspace = new Workspace();
        foreach (int length in new[] { 1, 5, 40, 3 })
        {
            (int[] source, int[] sourceOffsets) = SmallModels.Sentences(1, length, 3);
            (int[] target, int[] targetOffsets) = SmallModels.Sentences(2, 4, length);
            Assert.Equal(
                FullLogits(model, workspace, source, sourceOffsets, target, targetOffsets),
                FullLogits(frozen, workspace, source, sourceOffsets, target, targetOffsets));
        }
    }

    [Fact]
    public void Untied_models_have_three_matrices()
    {
        using TransformerModel model = SmallModels.Model(SmallModels.Options() with { TieEmbeddings = false });
        Assert.NotNull(model.Parameters.Find("encoder.embed_tokens.weight"));
        Assert.NotNull(model.Parameters.Find("decoder.embed_tokens.weight"));
        Assert.NotNull(model.Parameters.Find("lm_head.weight"));
        Assert.Null(model.Parameters.Find("shared.weight"));
    }

    [Fact]
    public void Sizes_that_do_not_fit_are_explained()
    {
        Assert.Contains("heads", Assert.Throws<UserException>(() => new TransformerModel(SmallModels.Options() with { Width = 15 }, false)).Message, StringComparison.Ordinal);
        Assert.Contains("dropout", Assert.Throws<UserException>(() => new TransformerModel(SmallModels.Options() with { Dropout = 1 }, false)).Message, StringComparison.Ordinal);
        Assert.Contains("vocabulary", Assert.Throws<UserException>(() => new TransformerModel(SmallModels.Options() with { Vocabulary = 0 }, false)).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("base", 63_082_496)]
    public void The_base_preset_has_the_size_of_the_paper(string preset, long expected)
    {
        // 37,000 pieces (Vaswani et al., 2017, §5.1): embeddings 18.9 million, layers 44.1 million.
        using var model = new TransformerModel(TransformerOptions.Preset(preset) with { Vocabulary = 37_000 }, forTraining: false);
        Assert.Equal(expected, model.Parameters.Count);
    }

    private static void ComparePackedAndPadded(TransformerOptions shape, Action<Workspace> begin)
    {
        using TransformerModel packed = SmallModels.Model(shape, forTraining: true);
        using TransformerModel padded = SmallModels.Model(shape, forTraining: true);
        using var workspace = new Workspace();
        int[] sourceLengths = [5, 2, 7], targetLengths = [4, 6, 3];
        (int[] source, int[] sourceOffsets) = SmallModels.Sentences(1, sourceLengths);
        (int[] input, int[] targetOffsets) = SmallModels.Sentences(2, targetLengths);
        (int[] output, _) = SmallModels.Sentences(3, targetLengths);
        var options = new LossOptions(0.1f, 1f / 13);

        begin(workspace);
        CrossEntropyResult first = packed.Loss(
            workspace,
            new TeacherForcing
            {
                SourceIds = source,
                Source = Sequences.Packed(workspace, sourceOffsets),
                TargetInputIds = input,
                TargetOutputIds = output,
                Target = Sequences.Packed(workspace, targetOffsets),
            },
            options);
        workspace.Backward(first.Loss);

        begin(workspace);
        CrossEntropyResult second = padded.Loss(
            workspace,
            new TeacherForcing
            {
                SourceIds = Pad(source, sourceOffsets, 7, 0),
                Source = Sequences.Padded(workspace, sourceLengths, 7),
                TargetInputIds = Pad(input, targetOffsets, 6, 0),
                TargetOutputIds = Pad(output, targetOffsets, 6, -1),
                Target = Sequences.Padded(workspace, targetLengths, 6),
            },
            options);
        workspace.Backward(second.Loss);

        Assert.Equal(13, first.Count);
        Assert.Equal(first.Count, second.Count);
        Assert.Equal(first.SmoothedSum, second.SmoothedSum, 4);
        foreach ((Parameter left, Parameter right) in packed.Parameters.Parameters.Zip(padded.Parameters.Parameters))
        {
            CheckClose(left.Gradients, right.Gradients, left.Name);
        }

        foreach ((Parameter left, Parameter right) in packed.Parameters.Buffers.Zip(padded.Parameters.Buffers))
        {
            CheckClose(left.Values, right.Values, left.Name);
        }
    }

    private static float[] FullLogits(TransformerModel model, Workspace workspace, int[] source, int[] sourceOffsets, int[] target, int[] targetOffsets)
    {
        workspace.BeginInferenceStep();
        Sequences sources = Sequences.Packed(workspace, sourceOffsets);
        Tensor memory = model.Encode(workspace, source, sources);
        Tensor hidden = model.Decode(workspace, target, Sequences.Packed(workspace, targetOffsets), memory, sources);
        return model.Logits(hidden).Values.ToArray();
    }

    private static ReadOnlySpan<float> Row(float[] logits, int row) => logits.AsSpan(row * SmallModels.Vocabulary, SmallModels.Vocabulary);

    private static int[] Pad(int[] ids, int[] offsets, int length, int padding)
    {
        var padded = new int[(offsets.Length - 1) * length];
        Array.Fill(padded, padding);
        for (int index = 0; index < offsets.Length - 1; index++)
        {
            ids.AsSpan(offsets[index]..offsets[index + 1]).CopyTo(padded.AsSpan(index * length));
        }

        return padded;
    }

    private static void CheckClose(ReadOnlySpan<float> expected, ReadOnlySpan<float> actual, string what = "")
    {
        Assert.Equal(expected.Length, actual.Length);
        for (int index = 0; index < expected.Length; index++)
        {
            Assert.True(Math.Abs(expected[index] - actual[index]) <= 1e-5f + (1e-4f * Math.Abs(expected[index])), $"{what} {index}: {expected[index]} and {actual[index]}");
        }
    }
}
