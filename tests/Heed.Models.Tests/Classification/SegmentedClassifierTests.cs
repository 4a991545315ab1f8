using Heed.Models.Checkpoints;
using Heed.Models.Classification;
using Heed.Models.Recurrent;
using Heed.Models.Segments;
using Heed.Models.Tests.Support;
using Heed.Nn;
using Heed.Tensors;
using Heed.Text;

namespace Heed.Models.Tests.Classification;

public sealed class SegmentedClassifierTests
{
    private static readonly SegmentedClassifierOptions Options = new()
    {
        Reader = new RecurrentClassifierOptions { Vocabulary = SmallModels.Vocabulary, Width = 6, MaximumLength = 16, Labels = ["no", "yes", "maybe"] },
        Segment = 6,
        MaximumLength = 64,
    };

    [Fact]
    public void A_text_of_one_segment_is_read_as_the_reader_reads_it()
    {
        using ClassifierModel whole = Build(Options);
        using ClassifierModel reader = Build((RecurrentClassifierOptions)Options.Reader);
        Assert.Equal(Logits(reader, [9, 4, 5, 6, 8], [0, 5]), Logits(whole, [9, 4, 5, 6, 8], [0, 5]));
    }

    [Fact]
    public void Segments_keep_the_frame_and_the_largest_features_count()
    {
        using ClassifierModel whole = Build(Options);
        using ClassifierModel reader = Build((RecurrentClassifierOptions)Options.Reader);
        using var workspace = new Workspace();
        workspace.BeginInferenceStep();
        float[] features = whole.Features(workspace, [9, 1, 2, 3, 4, 5, 6, 8], Sequences.Packed(workspace, [0, 8])).Values.ToArray();
        Tensor parts = reader.Features(workspace, [9, 1, 2, 3, 4, 8, 9, 5, 6, 8], Sequences.Packed(workspace, [0, 6, 10])); // four inside a frame of two, then the rest
        for (int column = 0; column < parts.Columns; column++)
        {
            Assert.Equal(Math.Max(parts.Values[column], parts.Values[parts.Columns + column]), features[column]);
        }
    }

    [Fact]
    public void A_text_does_not_depend_on_its_batch_and_an_empty_one_has_an_answer()
    {
        using ClassifierModel model = Build(Options with { Pooling = SequencePooling.Mean });
        int[] first = [9, 1, 2, 3, 4, 5, 6, 7, 8];
        float[] alone = Logits(model, first, [0, 9]);
        Assert.Equal(alone, Logits(model, [.. first, 9, 8], [0, 9, 11])[..3]);
        Assert.All(Logits(model, [9, 8], [0, 2]), logit => Assert.True(float.IsFinite(logit)));
    }

    [Fact]
    public void A_saved_model_is_loaded_with_the_same_answers()
    {
        using var folder = new TemporaryFolder();
        using ClassifierModel model = Build(Options);
        ModelFolder.Save<IClassifierOptions>(folder.Path, model.Options, model.Parameters);
        using ClassifierModel loaded = ModelFolder.Load<IClassifierOptions, ClassifierModel>(folder.Path);
        Assert.Equal(["no", "yes", "maybe"], loaded.Options.Labels);
        Assert.Equal(Logits(model, [9, 1, 2, 3, 4, 5, 6, 8], [0, 8]), Logits(loaded, [9, 1, 2, 3, 4, 5, 6, 8], [0, 8]));
    }

    [Fact]
    public void Segments_longer_than_the_reader_sees_are_refused() =>
        Assert.Contains("segment is 17", Assert.Throws<UserException>(() => Build(Options with { Segment = 17 })).Message);

    private static ClassifierModel Build(IClassifierOptions options)
    {
        ClassifierModel model = options.Build(forTraining: false);
        model.Parameters.Initialize(3);
        return model;
    }

    private static float[] Logits(ClassifierModel model, int[] ids, int[] offsets)
    {
        using var workspace = new Workspace();
        workspace.BeginInferenceStep();
        return model.Logits(workspace, ids, Sequences.Packed(workspace, offsets)).Values.ToArray();
    }
}
