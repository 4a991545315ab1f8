using Heed.Models.Checkpoints;
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
        using var torch = new SafetensorsReader(Path.Combine(AppContext.BaseDirectory, "PyTorch", $"transformer_{placement}.safetensors"));
        using var model = new TransformerModel(Options(placement), forTraining: true);
        foreach (Parameter parameter in model.Parameters.Parameters)
        {
            torch.Read(torch.Find("value." + parameter.Name)!, parameter.Values);
        }

        using var workspace = new Workspace();
        workspace.BeginDeterministicStep();
        int[] outputs = Integers(torch, "outputs");
        int[] sources = Integers(torch, "sources"), inputs = Integers(torch, "inputs");
        var source = Sequences.Packed(workspace, Offsets(torch, "source_lengths"));
        var target = Sequences.Packed(workspace, Offsets(torch, "target_lengths"));
        Tensor memory = model.Encode(workspace, sources, source);
        Check(Floats(torch, "logits"), model.Logits(model.Decode(workspace, inputs, target, memory, source)).Values, "logits");

        workspace.BeginDeterministicStep();
        CrossEntropyResult result = model.Loss(
            workspace,
            new TeacherForcing
            {
                SourceIds = sources,
                Source = Sequences.Packed(workspace, Offsets(torch, "source_lengths")),
                TargetInputIds = inputs,
                TargetOutputIds = outputs,
                Target = Sequences.Packed(workspace, Offsets(torch, "target_lengths")),
            },
            new LossOptions(0.1f, 1f / outputs.Length));
        workspace.Backward(result.Loss);
        Check(Floats(torch, "loss"), result.Loss.Values, "loss");
        foreach (Parameter parameter in model.Parameters.Parameters)
        {
            Check(Floats(torch, "gradient." + parameter.Name), parameter.Gradients, parameter.Name);
        }
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

    private static float[] Floats(SafetensorsReader torch, string name)
    {
        SafetensorsEntry entry = torch.Find(name)!;
        var values = new float[entry.Count];
        torch.Read(entry, values);
        return values;
    }

    private static int[] Integers(SafetensorsReader torch, string name) => [.. Floats(torch, name).Select(value => (int)value)];

    private static int[] Offsets(SafetensorsReader torch, string name)
    {
        var offsets = new List<int> { 0 };
        foreach (int length in Integers(torch, name))
        {
            offsets.Add(offsets[^1] + length);
        }

        return [.. offsets];
    }

    private static void Check(ReadOnlySpan<float> expected, ReadOnlySpan<float> actual, string name)
    {
        Assert.Equal(expected.Length, actual.Length);
        float largest = 1e-3f;
        foreach (float value in expected)
        {
            largest = Math.Max(largest, Math.Abs(value));
        }

        for (int index = 0; index < expected.Length; index++)
        {
            Assert.True(Math.Abs(expected[index] - actual[index]) <= 2e-5f * largest, $"{name} {index}: PyTorch has {expected[index]}, Heed {actual[index]}");
        }
    }
}
