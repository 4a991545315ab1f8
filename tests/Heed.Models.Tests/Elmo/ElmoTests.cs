using Heed.Models.BidirectionalLanguage;
using Heed.Models.Checkpoints;
using Heed.Models.Elmo;
using Heed.Models.Recurrent;
using Heed.Models.Tests.Support;
using Heed.Nn;
using Heed.Tensors;
using Heed.Tensors.Ops;
using Heed.Text;
using Heed.Text.Batching;

namespace Heed.Models.Tests.Elmo;

public sealed class ElmoTests
{
    private static readonly ElmoShape Small = new() { Width = 8, Layers = 2 };

    [Fact]
    public void Neither_direction_sees_the_piece_that_it_guesses()
    {
        using var store = new ParameterStore();
        var network = new ElmoNetwork(store, Small, SmallModels.Vocabulary, dropout: 0);
        store.Allocate(withGradients: false);
        store.Initialize(1);
        using var workspace = new Workspace();
        (int[] ids, int[] offsets) = SmallModels.Sentences(1, 4, 6);
        (float[][] before, float[][] behind) = Run();
        const int Changed = 6;
        ids[Changed] = ids[Changed] == 4 ? 5 : 4;
        (float[][] newBefore, float[][] newBehind) = Run();
        for (int layer = 1; layer < network.Depth; layer++)
        {
            Assert.Equal(before[layer][..(Changed * 8)], newBefore[layer][..(Changed * 8)]);
            Assert.NotEqual(before[layer][(Changed * 8)..], newBefore[layer][(Changed * 8)..]);
            Assert.Equal(behind[layer][((Changed + 1) * 8)..], newBehind[layer][((Changed + 1) * 8)..]);
            Assert.NotEqual(behind[layer][(4 * 8)..((Changed + 1) * 8)], newBehind[layer][(4 * 8)..((Changed + 1) * 8)]);
            Assert.Equal(behind[layer][..(4 * 8)], newBehind[layer][..(4 * 8)]);
        }

        (float[][] Before, float[][] Behind) Run()
        {
            var left = new Tensor[network.Depth];
            var right = new Tensor[network.Depth];
            workspace.BeginInferenceStep();
            network.Forward(workspace, ids, Sequences.Packed(workspace, offsets), left, right);
            return ([.. left.Select(layer => layer.Values.ToArray())], [.. right.Select(layer => layer.Values.ToArray())]);
        }
    }

    [Fact]
    public void The_gradient_is_that_of_finite_differences_and_pieces_at_the_ends_count_once()
    {
        using ElmoModel model = Model();
        using var workspace = new Workspace();
        (int[] ids, int[] offsets) = SmallModels.Sentences(1, 5, 1, 7);
        DirectionalGradient.Check(model, workspace, () =>
        {
            BidirectionalLosses losses = model.Loss(workspace, ids, Sequences.Packed(workspace, offsets), new LossOptions(0, 1));
            Assert.Equal(10, losses.Forward.Count);
            Assert.Equal(10, losses.Backward.Count);
            return losses.Forward with { NegativeLogLikelihood = losses.Forward.NegativeLogLikelihood + losses.Backward.NegativeLogLikelihood };
        });
    }

    [Fact]
    public void A_classifier_takes_over_the_language_models_and_leaves_them_as_they_are()
    {
        using var folder = new TemporaryFolder();
        using ElmoModel trained = Model();
        ModelFolder.Save<IBidirectionalLanguageOptions>(folder.Path, trained.Options, trained.Parameters);
        var options = new RecurrentClassifierOptions
        {
            Vocabulary = SmallModels.Vocabulary,
            Width = 4,
            Embeddings = new ElmoInputOptions { Width = 5, Network = Small },
            Labels = ["bad", "good"],
        };
        using var classifier = new RecurrentClassifierModel(options, forTraining: true);
        classifier.Parameters.Initialize(3);
        foreach (Parameter parameter in trained.Parameters.Parameters)
        {
            if (classifier.Parameters.Find(parameter.Name) is { } same)
            {
                parameter.Values.CopyTo(same.Values);
            }
        }

        (int[] ids, int[] offsets) = SmallModels.Sentences(1, 5, 1, 7);
        var data = new LabelledSequences();
        for (int text = 0; text < 3; text++)
        {
            data.Add(ids.AsSpan(offsets[text]..offsets[text + 1]), text % 2);
        }

        var batch = new LabelledBatch();
        batch.Fill(data, [0, 1, 2]);
        using var workspace = new Workspace();
        workspace.BeginTrainingStep(1, 1);
        workspace.Backward(classifier.Loss(workspace, batch, new LossOptions(0, 1)).Loss);
        foreach (Parameter parameter in classifier.Parameters.Parameters)
        {
            bool isFixed = parameter.Name.StartsWith("elmo.", StringComparison.Ordinal);
            Assert.Equal(isFixed, trained.Parameters.Find(parameter.Name) is not null);
            Assert.Equal(isFixed, parameter.Gradients.IndexOfAnyExcept(0f) < 0);
        }

        DirectionalGradient.Check(classifier, workspace, () => classifier.Loss(workspace, batch, new LossOptions(0, 1)));
    }

    [Fact]
    public void Sizes_that_do_not_fit_are_explained()
    {
        var options = new ElmoOptions { Vocabulary = 5, Network = Small with { Layers = 0 } };
        Assert.Contains("network: layers is 0", Assert.Throws<UserException>(options.Check).Message, StringComparison.Ordinal);
        Assert.Contains("dropout", Assert.Throws<UserException>((options with { Network = Small, Dropout = 1 }).Check).Message, StringComparison.Ordinal);
    }

    private static ElmoModel Model()
    {
        var model = new ElmoModel(new ElmoOptions { Vocabulary = SmallModels.Vocabulary, Network = Small }, forTraining: true);
        model.Parameters.Initialize(2);
        return model;
    }
}
