using Heed.Models.Tests.Support;
using Heed.Models.Transformer;
using Heed.Nn;
using Heed.Nn.Attention;
using Heed.Nn.FeedForward;
using Heed.Nn.Residuals;
using Heed.Tensors;
using Heed.Tensors.Ops;

namespace Heed.Models.Tests.Transformer;

/// <summary>Whole models against <c>torch.nn.Transformer</c>; <c>PyTorch/transformer.py</c> made the numbers.</summary>
public sealed class TorchTransformerTests
{
    [Theory]
    [InlineData("post")]
    [InlineData("pre")]
    public void Logits_loss_and_every_gradient_are_those_of_PyTorch(string placement)
    {
        using var torch = new TorchModel($"transformer_{placement}");
        using var model = new TransformerModel(Options(placement), forTraining: true);
        torch.Fill(model.Parameters);
        using var workspace = new Workspace();
        workspace.BeginDeterministicStep();
        int[] outputs = torch.Integers("outputs");
        int[] sources = torch.Integers("sources"), inputs = torch.Integers("inputs");
        var source = Sequences.Packed(workspace, torch.Offsets("source_lengths"));
        var target = Sequences.Packed(workspace, torch.Offsets("target_lengths"));
        Tensor memory = model.Encode(workspace, sources, source);
        torch.Check("logits", model.Logits(model.Decode(workspace, inputs, target, memory, source)).Values);

        workspace.BeginDeterministicStep();
        CrossEntropyResult result = model.Loss(
            workspace,
            new TeacherForcing
            {
                SourceIds = sources,
                Source = Sequences.Packed(workspace, torch.Offsets("source_lengths")),
                TargetInputIds = inputs,
                TargetOutputIds = outputs,
                Target = Sequences.Packed(workspace, torch.Offsets("target_lengths")),
            },
            new LossOptions(0.1f, 1f / outputs.Length));
        workspace.Backward(result.Loss);
        torch.Check("loss", result.Loss.Values);
        torch.CheckGradients(model.Parameters);
    }

    private static TransformerOptions Options(string placement) => new()
    {
        Vocabulary = 19,
        Width = 16,
        EncoderLayers = 2,
        DecoderLayers = 2,
        Heads = new MultiHead { Count = 2 },
        FeedForward = new ReluFeedForward { Width = 24 },
        Placement = placement == "pre" ? new PreNormPlacement() : new PostNormPlacement(),
        Dropout = 0,
    };
}
