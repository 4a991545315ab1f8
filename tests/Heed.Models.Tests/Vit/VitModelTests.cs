using Heed.Models.Checkpoints;
using Heed.Models.Images;
using Heed.Models.Vit;
using Heed.Nn.Attention;
using Heed.Nn.FeedForward;
using Heed.Tensors;
using Heed.Tensors.Ops;
using Heed.Text;

namespace Heed.Models.Tests.Vit;

public sealed class VitModelTests
{
    private static readonly VitOptions Options = new()
    {
        ImageHeight = 6,
        ImageWidth = 8,
        PatchSize = 2,
        Width = 16,
        Layers = 2,
        Heads = new MultiHead { Count = 2 },
        FeedForward = new GeluFeedForward { Width = 24 },
        Classes = 5,
        Dropout = 0,
    };

    /// <summary><c>PyTorch/vit.py</c> made the numbers.</summary>
    [Fact]
    public void Logits_loss_and_every_gradient_are_those_of_PyTorch()
    {
        using var torch = new SafetensorsReader(Path.Combine(AppContext.BaseDirectory, "PyTorch", "vit.safetensors"));
        using var model = new VitModel(Options, forTraining: true);
        foreach (Parameter parameter in model.Parameters.Parameters)
        {
            torch.Read(torch.Find("value." + parameter.Name)!, parameter.Values);
        }

        int[] labels = [.. Floats(torch, "labels").Select(label => (int)label)];
        ImageBatch images = Batch([.. Floats(torch, "images").Select(pixel => (byte)pixel)]);
        using var workspace = new Workspace();
        workspace.BeginInferenceStep();
        Check(Floats(torch, "logits"), model.Logits(workspace, images).Values, "logits");
        workspace.BeginDeterministicStep();
        CrossEntropyResult result = model.Loss(workspace, images, labels, new LossOptions(0.1f, 1f / labels.Length));
        workspace.Backward(result.Loss);
        Check(Floats(torch, "loss"), result.Loss.Values, "loss");
        foreach (Parameter parameter in model.Parameters.Parameters)
        {
            Check(Floats(torch, "gradient." + parameter.Name), parameter.Gradients, parameter.Name);
        }
    }

    [Fact]
    public void An_image_does_not_depend_on_its_batch()
    {
        using var model = new VitModel(Options, forTraining: false);
        model.Parameters.Initialize(3);
        byte[] pixels = [.. Enumerable.Range(0, 3 * 48).Select(index => (byte)(index * 37))];
        using var workspace = new Workspace();
        workspace.BeginInferenceStep();
        float[] together = model.Logits(workspace, Batch(pixels)).Values.ToArray();
        workspace.BeginInferenceStep();
        Assert.Equal(together[5..10], model.Logits(workspace, Batch(pixels[48..96])).Values.ToArray());
    }

    [Fact]
    public void A_folder_brings_the_same_model_back()
    {
        string folder = Directory.CreateTempSubdirectory("heed-vit-").FullName;
        using var model = new VitModel(Options, forTraining: false);
        model.Parameters.Initialize(3);
        ModelFolder.Save<IImageClassifierOptions>(folder, Options, model.Parameters);
        using ImageClassifierModel loaded = ModelFolder.Load<IImageClassifierOptions, ImageClassifierModel>(folder);
        Assert.Equal(Options, loaded.Options);
        Assert.Equal(model.Parameters.AllValues, loaded.Parameters.AllValues);
        Directory.Delete(folder, recursive: true);
    }

    [Fact]
    public void Sizes_that_do_not_fit_are_refused()
    {
        Assert.Equal(
            "The model cannot be built: an image of 6 × 8 pixels cannot be cut into patches of 4 × 4; take a patch_size that divides both sides.",
            Assert.Throws<UserException>(() => (Options with { PatchSize = 4 }).Check()).Message);
        Assert.Throws<UserException>(() => (Options with { Classes = 1 }).Check());
        Assert.Throws<UserException>(() => (Options with { Width = 15 }).Check());
    }

    private static ImageBatch Batch(byte[] pixels)
    {
        var batch = new ImageBatch();
        batch.Clear(6, 8);
        foreach (byte[] image in pixels.Chunk(48))
        {
            batch.Add(image);
        }

        return batch;
    }

    private static float[] Floats(SafetensorsReader torch, string name)
    {
        SafetensorsEntry entry = torch.Find(name)!;
        var values = new float[entry.Count];
        torch.Read(entry, values);
        return values;
    }

    private static void Check(float[] expected, ReadOnlySpan<float> actual, string what)
    {
        Assert.Equal(expected.Length, actual.Length);
        for (int index = 0; index < expected.Length; index++)
        {
            Assert.True(Math.Abs(expected[index] - actual[index]) <= 2e-5 + (1e-4 * Math.Abs(expected[index])), $"{what}[{index}]: {expected[index]} and {actual[index]}");
        }
    }
}
