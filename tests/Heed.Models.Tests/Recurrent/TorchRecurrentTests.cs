using Heed.Models.Recurrent;
using Heed.Models.Tests.Support;
using Heed.Nn;
using Heed.Nn.Recurrent;
using Heed.Tensors;
using Heed.Tensors.Ops;

namespace Heed.Models.Tests.Recurrent;

/// <summary>Whole models against <c>torch.nn.LSTM</c> and <c>torch.nn.GRU</c>; <c>PyTorch/recurrent.py</c> made the numbers.</summary>
public sealed class TorchRecurrentTests
{
    [Theory]
    [InlineData("lstm")]
    [InlineData("gru")]
    public void Logits_loss_and_every_gradient_are_those_of_PyTorch(string cell)
    {
        using var torch = new TorchModel($"recurrent_{cell}");
        var options = new RecurrentOptions
        {
            Vocabulary = 19,
            Width = 12,
            Cell = cell == "gru" ? new GruCell() : new LstmCell(),
            EncoderLayers = 2,
            DecoderLayers = 3,
            Dropout = 0,
        };
        using var model = new RecurrentModel(options, forTraining: true);
        torch.Fill(model.Parameters);
        using var workspace = new Workspace();
        workspace.BeginDeterministicStep();
        int[] outputs = torch.Integers("outputs");
        var source = Sequences.Packed(workspace, torch.Offsets("source_lengths"));
        var target = Sequences.Packed(workspace, torch.Offsets("target_lengths"));
        Tensor hidden = model.Decode(workspace, torch.Integers("inputs"), target, model.Encode(workspace, torch.Integers("sources"), source), source);
        torch.Check("logits", model.Logits(hidden).Values);

        workspace.BeginDeterministicStep();
        source = Sequences.Packed(workspace, torch.Offsets("source_lengths"));
        target = Sequences.Packed(workspace, torch.Offsets("target_lengths"));
        hidden = model.Decode(workspace, torch.Integers("inputs"), target, model.Encode(workspace, torch.Integers("sources"), source), source);
        Parameter projection = model.Parameters.Find("shared.weight")!;
        CrossEntropyResult result = CrossEntropyOp.Apply(hidden, projection, null, workspace.From(outputs), new LossOptions(0.1f, 1f / outputs.Length));
        workspace.Backward(result.Loss);
        torch.Check("loss", result.Loss.Values);
        torch.CheckGradients(model.Parameters);
    }
}
