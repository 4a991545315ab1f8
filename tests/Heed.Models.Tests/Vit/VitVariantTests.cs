using System.Reflection;
using System.Text.Json.Serialization;
using Heed.Models.Images;
using Heed.Models.Vit;
using Heed.Nn.Attention;
using Heed.Nn.FeedForward;
using Heed.Nn.Normalization;
using Heed.Nn.Positions;
using Heed.Nn.Residuals;
using Heed.Tensors;
using Heed.Tensors.Ops;

namespace Heed.Models.Tests.Vit;

/// <summary>Every registered position, norm and placement makes a ViT that learns.</summary>
public sealed class VitVariantTests
{
    private static readonly VitOptions Plain = new()
    {
        ImageHeight = 4,
        ImageWidth = 6,
        PatchSize = 2,
        Width = 16,
        Layers = 1,
        Heads = new MultiHead { Count = 2 },
        FeedForward = new GeluFeedForward { Width = 24 },
        Classes = 3,
        Dropout = 0,
    };

    private static readonly Dictionary<string, VitOptions> Options = Find();

    public static TheoryData<string> Variants => [.. Options.Keys];

    [Theory]
    [MemberData(nameof(Variants))]
    public void A_step_against_the_gradient_lowers_the_loss(string variant)
    {
        using var model = new VitModel(Options[variant], forTraining: true);
        model.Parameters.Initialize(2);
        using var workspace = new Workspace();
        double before = Loss(model, workspace);
        float norm = model.Parameters.AllGradients.ToArray().Sum(gradient => gradient * gradient);
        Assert.True(norm > 0);
        for (int index = 0; index < model.Parameters.AllValues.Length; index++)
        {
            model.Parameters.AllValues[index] -= 1e-4f * model.Parameters.AllGradients[index] / MathF.Sqrt(norm);
        }

        // To first order a step of 1e-4 along the gradient lowers the loss by 1e-4 · |gradient|.
        Assert.Equal(1e-4 * Math.Sqrt(norm), before - Loss(model, workspace), 0.1e-4 * Math.Sqrt(norm));
    }

    private static double Loss(VitModel model, Workspace workspace)
    {
        model.Parameters.ClearGradients();
        workspace.BeginDeterministicStep();
        var images = new ImageBatch();
        images.Clear(4, 6);
        images.Add([.. Enumerable.Range(0, 24).Select(pixel => (byte)(pixel * 31))]);
        images.Add([.. Enumerable.Range(0, 24).Select(pixel => (byte)(pixel * 77))]);
        CrossEntropyResult result = model.Loss(workspace, images, [2, 0], new LossOptions(0, 1));
        workspace.Backward(result.Loss);
        return result.NegativeLogLikelihood;
    }

    private static Dictionary<string, VitOptions> Find()
    {
        var options = new Dictionary<string, VitOptions>();
        void Add<TPart>(Func<TPart, VitOptions> exchange)
        {
            foreach (JsonDerivedTypeAttribute kind in typeof(TPart).GetCustomAttributes<JsonDerivedTypeAttribute>())
            {
                options[$"{typeof(TPart).Name}: {kind.TypeDiscriminator}"] = exchange((TPart)Activator.CreateInstance(kind.DerivedType)!);
            }
        }

        Add<PositionOptions>(part => Plain with { Position = part });
        Add<NormOptions>(part => Plain with { Norm = part });
        Add<PlacementOptions>(part => Plain with { Placement = part });
        return options;
    }
}
