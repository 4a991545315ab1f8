using Heed.Models.Bert;
using Heed.Models.Checkpoints;
using Heed.Models.Classification;
using Heed.Models.MaskedLanguage;
using Heed.Models.Tests.Support;
using Heed.Nn;
using Heed.Tensors;
using Heed.Tensors.Ops;
using Heed.Text;
using Heed.Text.Batching;
using Heed.Text.Batching.Masked;

namespace Heed.Models.Tests.Bert;

public sealed class BertTests : IDisposable
{
    private readonly TemporaryFolder folder = new();
    private readonly Workspace workspace = new();

    public void Dispose()
    {
        workspace.Dispose();
        folder.Dispose();
    }

    [Fact]
    public void The_gradient_of_both_losses_is_that_of_finite_differences()
    {
        using BertPretrainingModel model = Pretraining(forTraining: true);
        MaskedBatch batch = Batch();
        workspace.BeginDeterministicStep();
        model.Parameters.ClearGradients();
        MaskedLosses losses = model.Loss(workspace, batch, new LossOptions(0, 1));
        Assert.Equal((float)batch.MaskedRows.Length / batch.Count, losses.ContinuationWeight);
        workspace.Backward(losses.Pieces.Loss);
        DirectionalGradient.Compare(model, workspace, () =>
        {
            MaskedLosses at = model.Loss(workspace, batch, new LossOptions(0, 1));
            return at.Pieces.NegativeLogLikelihood + (at.ContinuationWeight * at.Continuation.NegativeLogLikelihood);
        });
    }

    [Fact]
    public void Attention_sees_the_whole_input()
    {
        using BertPretrainingModel model = Pretraining();
        float[] before = Hidden(model, [2, 5, 6, 7, 3], [0, 0, 0, 0, 0]);
        Assert.NotEqual(before[..16], Hidden(model, [2, 5, 6, 8, 3], [0, 0, 0, 0, 0])[..16]);
        Assert.NotEqual(before[..16], Hidden(model, [2, 5, 6, 7, 3], [0, 0, 0, 1, 1])[..16]);
    }

    [Fact]
    public void Fine_tuning_takes_the_encoder_and_names_what_is_new_and_what_is_left()
    {
        using BertPretrainingModel pretrained = Pretraining();
        ModelFolder.Save<IMaskedLanguageOptions>(folder.Path, pretrained.Options, pretrained.Parameters);
        using var classifier = new BertClassifierModel(SmallModels.BertClassifier(SmallModels.Vocabulary, ["a", "b"]), forTraining: false);
        classifier.Parameters.Initialize(99);
        PretrainedReport report = PretrainedWeights.Load(folder.Path, classifier.Parameters);
        Assert.Equal(["classifier.weight", "classifier.bias"], report.New);
        Assert.Equal(
            ["lm_head.dense.weight", "lm_head.dense.bias", "lm_head.layer_norm.weight", "lm_head.layer_norm.bias", "lm_head.bias", "next_sentence.weight", "next_sentence.bias"],
            report.Unused);
        foreach (string name in report.Loaded)
        {
            Assert.Equal(pretrained.Parameters.Find(name)!.Values.ToArray(), classifier.Parameters.Find(name)!.Values.ToArray());
        }
    }

    [Fact]
    public void Weights_of_other_sizes_are_all_named()
    {
        using BertPretrainingModel pretrained = Pretraining();
        ModelFolder.Save<IMaskedLanguageOptions>(folder.Path, pretrained.Options, pretrained.Parameters);
        using var classifier = new BertClassifierModel(SmallModels.BertClassifier(SmallModels.Vocabulary + 1, ["a", "b"]) with { MaximumLength = 9 }, forTraining: false);
        UserException exception = Assert.Throws<UserException>(() => PretrainedWeights.Load(folder.Path, classifier.Parameters));
        Assert.Contains("embeddings.embed_tokens.weight is (23, 16) there and (24, 16) here; embeddings.embed_positions.weight is (64, 16) there and (9, 16) here", exception.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(SequencePooling.First)]
    [InlineData(SequencePooling.Max)]
    [InlineData(SequencePooling.Mean)]
    public void The_pooled_state_goes_through_the_pooler_to_the_classes(SequencePooling pooling)
    {
        using var model = new BertClassifierModel(
            SmallModels.BertClassifier(SmallModels.Vocabulary, ["a", "b"]) with { Pooling = pooling }, forTraining: false);
        model.Parameters.Initialize(5);
        int[] ids = [2, 5, 6, 3, 2, 7, 3];
        workspace.BeginInferenceStep();
        Sequences texts = Sequences.Packed(workspace, [0, 4, 7]);
        float[] hidden = model.Encode(workspace, ids, texts).Values.ToArray();
        float[] logits = model.Logits(workspace, ids, texts).Values.ToArray();
        foreach ((int text, int start, int end) in new[] { (0, 0, 4), (1, 4, 7) })
        {
            double[] pooled = [.. Enumerable.Range(0, 16).Select(column => Pool(Enumerable.Range(start, end - start).Select(row => (double)hidden[(row * 16) + column])))];
            double[] features = [.. Affine("pooler", pooled).Select(Math.Tanh)];
            double[] expected = [.. Affine("classifier", features)];
            Assert.Equal(expected[0], logits[text * 2], 1e-5);
            Assert.Equal(expected[1], logits[(text * 2) + 1], 1e-5);
        }

        double Pool(IEnumerable<double> column) => pooling switch
        {
            SequencePooling.First => column.First(),
            SequencePooling.Max => column.Max(),
            _ => column.Average(),
        };

        IEnumerable<double> Affine(string name, double[] x)
        {
            float[] weight = model.Parameters.Find(name + ".weight")!.Values.ToArray();
            float[] bias = model.Parameters.Find(name + ".bias")!.Values.ToArray();
            return bias.Select((b, row) => b + x.Select((value, column) => value * weight[(row * x.Length) + column]).Sum());
        }
    }

    private static BertPretrainingModel Pretraining(bool forTraining = false)
    {
        var model = new BertPretrainingModel(SmallModels.BertPretraining, forTraining);
        model.Parameters.Initialize(4);
        return model;
    }

    private static MaskedBatch Batch()
    {
        var text = new RunningText();
        var random = new SplitMix64(1);
        text.Add([.. Enumerable.Range(0, 12).Select(_ => Enumerable.Range(0, 4).Select(_ => 5 + random.Below(18)).ToArray())]);
        text.Add([[7, 8]]);
        var frame = new MaskedFrame(2, 3, 4, [.. Enumerable.Range(5, 18)]);
        var batch = new MaskedBatch();
        new MaskedBatcher(text, frame, new MaskingOptions(), 16, new BatchOptions { Budget = 1000 }).Load(0, 0, batch);
        Assert.Contains((int)Continuation.Alone, batch.Continuations.ToArray());
        Assert.Contains((int)Continuation.Next, batch.Continuations.ToArray());
        Assert.Contains((int)Continuation.Random, batch.Continuations.ToArray());
        return batch;
    }

    private float[] Hidden(BertPretrainingModel model, int[] ids, int[] segments)
    {
        workspace.BeginInferenceStep();
        return model.Encode(workspace, ids, segments, Sequences.Packed(workspace, [0, ids.Length])).Values.ToArray();
    }
}
