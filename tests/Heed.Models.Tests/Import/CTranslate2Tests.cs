using System.Text.Json;
using Heed.Models.Generation;
using Heed.Models.Import;
using Heed.Models.Tests.Support;
using Heed.Models.Transformer;
using Heed.Nn;
using Heed.Tensors;
using Heed.Text.Tests;

namespace Heed.Models.Tests.Import;

/// <summary>CTranslate2's Arabic transliteration model beside the outputs of its own tests and logits computed in double precision.</summary>
[Trait("Needs", "shared")]
public sealed class CTranslate2Tests : IDisposable
{
    private const string Folder = "data/weights/ct2_aren_transliteration/";
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void Memory_and_logits_are_those_expected()
    {
        using Translator translator = Import("v2/aren-transliteration");
        var model = (TransformerModel)translator.Model;
        using var workspace = new Workspace();
        foreach (JsonElement expected in Cases().Where(known => known.TryGetProperty("decoder_logits", out _)))
        {
            int[] source = Integers(expected.GetProperty("source_ids"));
            int[] target = Integers(expected.GetProperty("target_ids_with_bos"));
            workspace.BeginInferenceStep();
            Sequences sources = Sequences.Packed(workspace, [0, source.Length]);
            Tensor memory = model.Encode(workspace, source, sources);
            Tensor hidden = model.Decode(workspace, target, Sequences.Packed(workspace, [0, target.Length]), memory, sources);
            CheckClose(expected.GetProperty("encoder_output"), memory);
            CheckClose(expected.GetProperty("decoder_logits"), model.Logits(hidden));
        }
    }

    [Theory]
    [InlineData("v2/aren-transliteration", 1e-4)]
    [InlineData("v2/aren-transliteration-i16", 0.02)]
    [InlineData("v2/aren-transliteration-i8", 0.2)]
    public void Words_are_written_as_expected(string kind, double tolerance)
    {
        using Translator translator = Import(kind);
        foreach (JsonElement expected in Cases())
        {
            Translation found = translator.Translate([expected.GetProperty("source").GetString()!], new SearchOptions { Beam = 1 }, TestContext.Current.CancellationToken)[0][0];
            string word = expected.GetProperty(expected.TryGetProperty("greedy", out _) ? "greedy" : "expected").GetString()!;
            Assert.Equal(word, found.Text);
            Assert.Equal(expected.GetProperty("logprob_per_step").EnumerateArray().Sum(step => step.GetDouble()), found.LogProbability, tolerance);
        }
    }

    private static void CheckClose(JsonElement rows, Tensor actual)
    {
        double[] expected = [.. rows.EnumerateArray().SelectMany(row => row.EnumerateArray().Select(value => value.GetDouble()))];
        Assert.Equal(expected.Length, actual.Values.Length);
        for (int index = 0; index < expected.Length; index++)
        {
            Assert.Equal(expected[index], actual.Values[index], 1e-4);
        }
    }

    private Translator Import(string kind)
    {
        foreach (string name in (string[])["model.bin.gz", "source_vocabulary.txt", "target_vocabulary.txt"])
        {
            File.Copy(SharedData.PathOf($"{Folder}{kind}/{name}"), Path.Combine(folder.Path, name));
        }

        string output = Path.Combine(folder.Path, "imported");
        ModelImport.Run(Path.Combine(folder.Path, "model.bin.gz"), null, output);
        return Translator.Load(output);
    }

    private static JsonElement[] Cases() => [.. JsonDocument.Parse(SharedData.ReadText(Folder + "expected.json")).RootElement.GetProperty("cases").EnumerateArray()];

    private static int[] Integers(JsonElement list) => [.. list.EnumerateArray().Select(id => id.GetInt32())];
}
