using System.Reflection;
using System.Text.Json.Serialization;
using Heed.Models.Checkpoints;
using Heed.Models.Classification;
using Heed.Models.Tests.Support;
using Heed.Nn;
using Heed.Tensors;
using Heed.Tensors.Ops;
using Heed.Text;
using Heed.Text.Batching;

namespace Heed.Models.Tests.Classification;

/// <summary>What holds for every registered classifier of texts: a new kind is tested without a word here.</summary>
public sealed class ClassifierTests : IDisposable
{
    private static readonly string[] Labels = ["bad", "good", "mixed"];

    private readonly TemporaryFolder folder = new();
    private readonly Workspace workspace = new();

    public static TheoryData<string> Kinds => [.. ModelKind.All<IClassifierOptions>()];

    public void Dispose()
    {
        workspace.Dispose();
        folder.Dispose();
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void A_text_is_classified_alike_in_any_batch(string kind)
    {
        using ClassifierModel model = Model(kind, forTraining: false);
        (int[] ids, int[] offsets) = SmallModels.Sentences(1, 5, 1, 9);
        float[] together = Logits(model, ids, offsets);
        Assert.Equal(3 * Labels.Length, together.Length);
        for (int text = 0; text < 3; text++)
        {
            int[] alone = ids[offsets[text]..offsets[text + 1]];
            Assert.Equal(Logits(model, alone, [0, alone.Length]), together.AsSpan(text * Labels.Length, Labels.Length).ToArray());
        }
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void The_gradient_is_that_of_finite_differences(string kind)
    {
        using ClassifierModel model = Model(kind, forTraining: true);
        LabelledBatch batch = Batch();
        DirectionalGradient.Check(model, workspace, () => model.Loss(workspace, batch, new LossOptions(0, 1)));
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void A_saved_model_comes_back(string kind)
    {
        using ClassifierModel model = Model(kind, forTraining: false);
        (int[] ids, int[] offsets) = SmallModels.Sentences(1, 5, 3);
        ModelFolder.Save(folder.Path, model.Options, model.Parameters);
        using ClassifierModel loaded = ModelFolder.Load<IClassifierOptions, ClassifierModel>(folder.Path);
        Assert.Equal(Labels, loaded.Options.Labels);
        Assert.Equal(Logits(model, ids, offsets), Logits(loaded, ids, offsets));
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void A_single_class_is_an_error(string kind) =>
        Assert.Contains("labels", Assert.Throws<UserException>(() => Options(kind).For(SmallModels.Vocabulary, ["one"]).Build(false)).Message, StringComparison.Ordinal);

    [Fact]
    public void Another_familys_model_is_refused_by_name()
    {
        using var other = SmallModels.Model(SmallModels.Options());
        ModelFolder.Save<SequenceToSequence.ISequenceToSequenceOptions>(folder.Path, other.Options, other.Parameters);
        Assert.False(ModelFolder.Holds<IClassifierOptions>(folder.Path));
        UserException exception = Assert.Throws<UserException>(() => ModelFolder.Load<IClassifierOptions, ClassifierModel>(folder.Path));
        Assert.Contains("describes a model of kind 'transformer', but what is asked for takes one of bag_of_embeddings", exception.Message, StringComparison.Ordinal);
    }

    private static IClassifierOptions Options(string kind) => kind == "bert_classifier" ? SmallModels.BertClassifier(1, []) : (IClassifierOptions)Activator.CreateInstance(
        typeof(IClassifierOptions).GetCustomAttributes<JsonDerivedTypeAttribute>().Single(derived => (string)derived.TypeDiscriminator! == kind).DerivedType)!;

    private static ClassifierModel Model(string kind, bool forTraining)
    {
        ClassifierModel model = Options(kind).For(SmallModels.Vocabulary, Labels).Build(forTraining);
        model.Parameters.Initialize(3);
        return model;
    }

    private static LabelledBatch Batch()
    {
        (int[] ids, int[] offsets) = SmallModels.Sentences(1, 5, 1, 9);
        var data = new LabelledSequences();
        for (int text = 0; text < 3; text++)
        {
            data.Add(ids.AsSpan(offsets[text]..offsets[text + 1]), text);
        }

        var batch = new LabelledBatch();
        batch.Fill(data, [2, 0, 1]);
        return batch;
    }

    private float[] Logits(ClassifierModel model, int[] ids, int[] offsets)
    {
        workspace.BeginInferenceStep();
        return model.Logits(workspace, ids, Sequences.Packed(workspace, offsets)).Values.ToArray();
    }
}
