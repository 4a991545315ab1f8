using Heed.Models.Checkpoints;
using Heed.Models.Generation;
using Heed.Models.Recurrent;
using Heed.Models.SequenceToSequence;
using Heed.Models.Tests.Support;
using Heed.Nn;
using Heed.Nn.Recurrent;
using Heed.Tensors;
using Heed.Tensors.Memory;
using Heed.Tensors.Ops;
using Heed.Text;
using Heed.Text.Batching;

namespace Heed.Models.Tests.Recurrent;

public sealed class RecurrentModelTests
{
    // With the usual ε a norm of nearly equal numbers is too sharply bent for finite differences.
    public static TheoryData<RecurrentCellOptions> Cells => [new LstmCell(), new GruCell(), new LayerNormLstmCell { Epsilon = 0.3f }];

    [Theory]
    [MemberData(nameof(Cells))]
    public void Decoding_step_by_step_equals_teacher_forcing(RecurrentCellOptions cell)
    {
        using RecurrentModel model = Model(cell);
        using var workspace = new Workspace();
        (int[] source, int[] sourceOffsets) = SmallModels.Sentences(1, 5, 1, 9);
        (int[] target, int[] targetOffsets) = SmallModels.Sentences(2, 6, 6, 6);
        workspace.BeginInferenceStep();
        var sources = Sequences.Packed(workspace, sourceOffsets);
        Tensor hidden = model.Decode(workspace, target, Sequences.Packed(workspace, targetOffsets), model.Encode(workspace, source, sources), sources);
        float[] expected = model.Logits(hidden).Values.ToArray();

        using DecodingSession session = model.StartDecoding();
        workspace.BeginInferenceStep();
        session.Prepare(workspace, source, sourceOffsets);
        session.Resize(slots: 4, capacity: 6);
        int[] slots = [0, 1, 2];
        for (int position = 0; position < 6; position++)
        {
            workspace.BeginInferenceStep();
            int[] newest = [target[position], target[6 + position], target[12 + position]];
            float[] logits = session.Step(workspace, new DecodingStep { Ids = newest, Slots = slots, Sources = [0, 1, 2], Position = position }).Values.ToArray();
            for (int sentence = 0; sentence < 3; sentence++)
            {
                int row = (sentence * 6) + position;
                Assert.Equal(
                    expected.AsSpan(row * SmallModels.Vocabulary, SmallModels.Vocabulary).ToArray(),
                    logits.AsSpan(sentence * SmallModels.Vocabulary, SmallModels.Vocabulary).ToArray());
            }

            // The last sentence goes on in another slot.
            session.CopySlot(slots[2], 5 - slots[2], position + 1);
            slots[2] = 5 - slots[2];
        }
    }

    [Theory]
    [MemberData(nameof(Cells))]
    public void A_translation_does_not_depend_on_its_batch(RecurrentCellOptions cell)
    {
        using RecurrentModel model = Model(cell);
        using var workspace = new Workspace();
        using var search = new BeamSearch(model, workspace, SmallModels.Start, SmallModels.End);
        (int[] ids, int[] offsets) = SmallModels.Sentences(4, 3, 12, 1, 7, 7);
        var options = new SearchOptions { Beam = 3 };
        IReadOnlyList<Hypothesis>[] together = search.Search(ids, offsets, options, cancellation: TestContext.Current.CancellationToken);
        for (int sentence = 0; sentence < together.Length; sentence++)
        {
            int[] alone = ids[offsets[sentence]..offsets[sentence + 1]];
            Hypothesis expected = search.Search(alone, [0, alone.Length], options, cancellation: TestContext.Current.CancellationToken)[0][0];
            Assert.Equal(expected.Tokens, together[sentence][0].Tokens);
            Assert.Equal(expected.LogProbability, together[sentence][0].LogProbability);
        }
    }

    [Theory]
    [MemberData(nameof(Cells))]
    public void The_gradient_is_that_of_finite_differences(RecurrentCellOptions cell)
    {
        using RecurrentModel model = Model(cell, forTraining: true);
        using var workspace = new Workspace();
        PackedBatch batch = Batch(5, 2, 7);
        DirectionalGradient.Check(model, workspace, () => model.Loss(workspace, batch, new LossOptions(0, 1)));
    }

    [Fact]
    public void One_thread_and_two_compute_the_same_bits_and_a_warm_step_allocates_nothing()
    {
        Assert.Equal(Gradients(1), Gradients(2));

        static float[] Gradients(int threads)
        {
            using RecurrentModel model = Model(new LstmCell(), forTraining: true);
            using var workers = new WorkerPool(threads);
            using var workspace = new Workspace(workers);
            PackedBatch batch = Batch([.. Enumerable.Range(0, 60).Select(static index => 1 + (index % 11))]);
            double sum = 0;
            long allocated = 0;
            for (int step = 0; step < 5; step++)
            {
                allocated = GC.GetAllocatedBytesForCurrentThread();
                model.Parameters.ClearGradients();
                workspace.BeginTrainingStep(seed: 3, step: 7);
                CrossEntropyResult result = model.Loss(workspace, batch, new LossOptions(0.1f, 1));
                workspace.Backward(result.Loss);
                sum = result.SmoothedSum;
                allocated = GC.GetAllocatedBytesForCurrentThread() - allocated;
            }

            Assert.Equal(0, allocated);
            return [(float)sum, .. model.Parameters.AllGradients];
        }
    }

    [Theory]
    [MemberData(nameof(Cells))]
    public void A_saved_model_comes_back(RecurrentCellOptions cell)
    {
        using var folder = new TemporaryFolder();
        using RecurrentModel model = Model(cell);
        ModelFolder.Save<ISequenceToSequenceOptions>(folder.Path, model.Options, model.Parameters);
        using SequenceToSequenceModel loaded = ModelFolder.Load<ISequenceToSequenceOptions, SequenceToSequenceModel>(folder.Path);
        Assert.Equal(model.Options, loaded.Options);
        Assert.True(model.Parameters.AllValues.SequenceEqual(loaded.Parameters.AllValues));
    }

    [Fact]
    public void Sizes_that_do_not_fit_are_explained()
    {
        using RecurrentModel model = Model(new LstmCell());
        RecurrentOptions options = model.Options;
        Assert.Contains("width is 15", Assert.Throws<UserException>((options with { Width = 15 }).Check).Message, StringComparison.Ordinal);
        Assert.Contains("decoder_layers is 1", Assert.Throws<UserException>((options with { DecoderLayers = 1 }).Check).Message, StringComparison.Ordinal);
        Assert.Contains("dropout", Assert.Throws<UserException>((options with { Dropout = 1 }).Check).Message, StringComparison.Ordinal);
    }

    private static RecurrentModel Model(RecurrentCellOptions cell, bool forTraining = false)
    {
        var options = new RecurrentOptions { Vocabulary = SmallModels.Vocabulary, Width = 16, Cell = cell, EncoderLayers = 2, DecoderLayers = 3 };
        var model = new RecurrentModel(options, forTraining);
        model.Parameters.Initialize(5);
        return model;
    }

    private static PackedBatch Batch(params int[] lengths)
    {
        (int[] ids, int[] offsets) = SmallModels.Sentences(1, lengths);
        var pairs = new TokenizedPairs();
        for (int pair = 0; pair < lengths.Length; pair++)
        {
            ReadOnlySpan<int> sentence = ids.AsSpan(offsets[pair]..offsets[pair + 1]);
            pairs.Add(sentence, sentence[(sentence.Length / 2)..]);
        }

        var batch = new PackedBatch();
        batch.Fill(pairs, [.. Enumerable.Range(0, lengths.Length)], new SequenceFrame(SmallModels.Start, SmallModels.End));
        return batch;
    }
}
