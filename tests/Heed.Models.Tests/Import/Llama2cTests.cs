using System.Buffers.Binary;
using System.IO.Compression;
using System.Runtime.InteropServices;
using System.Text.Json;
using Heed.Models.Checkpoints;
using Heed.Models.Generation;
using Heed.Models.Generation.Drafts;
using Heed.Models.Generation.Sampling;
using Heed.Models.Gpt;
using Heed.Models.Import;
using Heed.Models.LanguageModels;
using Heed.Models.Tests.Support;
using Heed.Nn;
using Heed.Tensors;
using Heed.Tensors.Ops;
using Heed.Text.Tests;

namespace Heed.Models.Tests.Import;

/// <summary>A real LLaMA of 260 thousand parameters (karpathy/tinyllamas) beside llama2.c's own answers.</summary>
[Trait("Needs", "shared")]
public sealed class Llama2cTests : IDisposable
{
    private const string Folder = "data/weights/stories260K/";
    private readonly TemporaryFolder folder = new();
    private readonly GptModel model;

    public Llama2cTests()
    {
        ModelImport.Run(SharedData.PathOf(Folder + "stories260K.bin.gz"), SharedData.PathOf(Folder + "tok512.bin"), folder.Path);
        model = (GptModel)ModelFolder.Load<ILanguageModelOptions, LanguageModel>(folder.Path);
    }

    public void Dispose()
    {
        model.Dispose();
        folder.Dispose();
    }

    [Fact]
    public void Logits_are_those_of_llama2_c()
    {
        float[] expected = ReadFloats("derived/expected_logits.safetensors.gz", "greedy_logits");
        int[] ids = GreedyIds();
        using var workspace = new Workspace();
        workspace.BeginInferenceStep();
        Tensor logits = model.Logits(model.Hidden(workspace, ids, Sequences.Packed(workspace, [0, ids.Length])));
        for (int index = 0; index < expected.Length; index++)
        {
            Assert.Equal(expected[index], logits.Values[index], 2e-4);
        }
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Two_hundred_greedy_tokens_are_those_of_llama2_c(bool drafted)
    {
        using TextGenerator generator = TextGenerator.Load(folder.Path);
        using var draft = new NgramDraft(4, []);
        generator.Draft = drafted ? draft : null;
        int[] ids = GreedyIds();
        var options = new GenerationOptions { MaximumTokens = ids.Length - 1, Sampling = new SamplingOptions { Temperature = 0 } };
        int[] start = generator.Encode("");
        Assert.Equal(ids[..1], start);
        Assert.Equal(ids[1..], generator.Tokens(start, options));
        using JsonDocument expected = JsonDocument.Parse(SharedData.ReadText(Folder + "expected.json"));
        Assert.StartsWith(generator.Generate("", options), expected.RootElement.GetProperty("expected_text_200_steps_temperature0").GetString());
    }

    [Fact]
    public void Real_stories_are_cut_and_judged_alike()
    {
        using TextGenerator generator = TextGenerator.Load(folder.Path);
        using var workspace = new Workspace();
        using JsonDocument stories = JsonDocument.Parse(SharedData.ReadText(Folder + "derived/expected_nll.json.gz"));
        foreach (JsonElement story in stories.RootElement.EnumerateArray())
        {
            int[] ids = [.. story.GetProperty("ids").EnumerateArray().Select(id => id.GetInt32())];
            Assert.Equal(ids, generator.Encode(story.GetProperty("text").GetString()!));
            workspace.BeginInferenceStep();
            CrossEntropyResult result = model.Loss(
                workspace, ids.AsSpan(0, ids.Length - 1), Sequences.Packed(workspace, [0, ids.Length - 1]), ids.AsSpan(1), new LossOptions(0, 1));
            Assert.Equal(story.GetProperty("mean_nll").GetDouble(), result.NegativeLogLikelihood / result.Count, 1e-3);
        }
    }

    /// <summary>A tensor of a file that holds integers too, which models never do.</summary>
    private static float[] ReadFloats(string name, string tensor)
    {
        using var packed = new GZipStream(File.OpenRead(SharedData.PathOf(Folder + name)), CompressionMode.Decompress);
        using var content = new MemoryStream();
        packed.CopyTo(content);
        ReadOnlySpan<byte> bytes = content.ToArray();
        int header = (int)BinaryPrimitives.ReadInt64LittleEndian(bytes);
        using JsonDocument json = JsonDocument.Parse(bytes.Slice(8, header).ToArray());
        int[] range = [.. json.RootElement.GetProperty(tensor).GetProperty("data_offsets").EnumerateArray().Select(offset => offset.GetInt32())];
        return MemoryMarshal.Cast<byte, float>(bytes[(8 + header)..][range[0]..range[1]]).ToArray();
    }

    private static int[] GreedyIds()
    {
        using JsonDocument expected = JsonDocument.Parse(SharedData.ReadText(Folder + "expected.json"));
        return [.. expected.RootElement.GetProperty("greedy_input_ids").EnumerateArray().Select(id => id.GetInt32())];
    }
}
