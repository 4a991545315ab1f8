using System.Text.Json;
using System.Text.Json.Nodes;
using Heed.Models.Bert;
using Heed.Models.Checkpoints;
using Heed.Models.Checkpoints.HuggingFace;
using Heed.Models.Generation;
using Heed.Models.Gpt;
using Heed.Models.SequenceToSequence;
using Heed.Models.Tests.Support;
using Heed.Models.Transformer;
using Heed.Nn;
using Heed.Tensors;
using Heed.Text;

namespace Heed.Models.Tests.Checkpoints;

/// <summary>Models in Hugging Face's layout; <c>PyTorch/hugging_face.py</c> made them and what they compute.</summary>
public sealed class HuggingFaceTests : IDisposable
{
    private readonly TemporaryFolder folder = new();
    private readonly Workspace workspace = new();

    public void Dispose()
    {
        workspace.Dispose();
        folder.Dispose();
    }

    [Theory]
    [InlineData("bert")]
    [InlineData("gpt2")]
    [InlineData("llama")]
    [InlineData("t5")]
    [InlineData("t5_v1_1")]
    [InlineData("marian")]
    public void A_model_computes_what_PyTorch_does_and_is_written_back_under_the_same_names(string name)
    {
        (IModelOptions<Model> options, Model model) = HuggingFaceFolder.Load(Stored(name));
        using Model original = model;
        Compare(name, model);
        HuggingFaceFolder.Save(folder.Path, options, model);
        using var before = new TensorFiles(Stored(name));
        using var after = new TensorFiles(folder.Path);
        string[] computed = ["model.encoder.embed_positions.weight", "model.decoder.embed_positions.weight"];
        Assert.Equal(before.Entries.Select(entry => entry.Name).Except(computed).Order(), after.Entries.Select(entry => entry.Name).Order());
        foreach (SafetensorsEntry entry in after.Entries)
        {
            SafetensorsEntry stored = before.Find(entry.Name)!;
            Assert.Equal(stored.Dimensions, entry.Dimensions);
            Assert.Equal(before.Read(stored), after.Read(entry)); // scales are powers of two here, so that nothing is rounded
        }

        Assert.True(HuggingFaceFolder.Is(folder.Path));
        using Model again = HuggingFaceFolder.Load(folder.Path).Model;
        Compare(name, again);
    }

    [Theory]
    [InlineData("marian", 2)]
    [InlineData("t5", 7)]
    public void A_translation_begins_with_the_token_that_the_configuration_says_and_never_has_it(string name, int start)
    {
        Copy(name, config => config["decoder_start_token_id"] = start);
        using Model model = HuggingFaceFolder.Load(folder.Path).Model;
        var translator = (SequenceToSequenceModel)model;
        Assert.Equal(start, translator.Options.StartToken);
        using var search = new BeamSearch(translator, workspace, start, endToken: 1);
        int[] source = [4, 5, 6, 1];
        Assert.DoesNotContain(start, search.Next(source, [], translator.Options.Vocabulary - 1).Select(next => next.Id));
        foreach (Hypothesis hypothesis in search.Search(source, [0, source.Length], new SearchOptions { Beam = 4, Best = 4 }, cancellation: TestContext.Current.CancellationToken)[0])
        {
            Assert.DoesNotContain(start, hypothesis.Tokens);
        }
    }

    [Fact]
    public void Everything_that_is_wrong_is_named_at_once()
    {
        Copy("bert", config => config["intermediate_size"] = 25);
        Rewrite(tensors =>
        {
            tensors.Remove("bert.pooler.dense.bias");
            tensors.Remove("cls.seq_relationship.weight");
            tensors["bert.extra.weight"] = (new Shape(2), [1, 2]);
        });
        UserException exception = Assert.Throws<UserException>(() => HuggingFaceFolder.Load(folder.Path));
        Assert.Contains("missing: bert.pooler.dense.bias (16), cls.seq_relationship.weight (2, 16); too many: bert.extra.weight (2); of another shape: ", exception.Message, StringComparison.Ordinal);
        Assert.Contains("bert.encoder.layer.0.intermediate.dense.weight is (24, 16) and should be (25, 16), bert.encoder.layer.0.intermediate.dense.bias is (24) and should be (25)", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Copies_of_tied_weights_and_constants_are_passed_over_and_a_missing_prefix_is_understood()
    {
        Copy("bert", _ => { });
        Rewrite(tensors =>
        {
            foreach (string name in tensors.Keys.Where(name => name.StartsWith("bert.", StringComparison.Ordinal)).ToArray())
            {
                tensors.Remove(name, out (Shape Shape, float[] Values) tensor);
                tensors[name["bert.".Length..]] = tensor;
            }

            tensors["cls.predictions.decoder.weight"] = tensors["embeddings.word_embeddings.weight"];
            tensors["embeddings.position_ids"] = (new Shape(1, 12), new float[12]);
        });
        using Model model = HuggingFaceFolder.Load(folder.Path).Model;
        Compare("bert", model);
    }

    [Theory]
    [InlineData("bert", "hidden_act", "relu", "hidden_act is relu, but Heed reads this kind of model with gelu only")]
    [InlineData("bert", "model_type", "roberta", "model_type is roberta; Heed reads bert, gpt2, llama, t5, marian")]
    [InlineData("bert", "hidden_size", "wide", "'hidden_size' should be a whole number")]
    [InlineData("llama", "hidden_size", null, "lacks 'hidden_size'")]
    [InlineData("t5", "feed_forward_proj", "gated-silu", "feed_forward_proj is gated-silu; Heed reads relu and gated-gelu")]
    public void A_configuration_that_Heed_cannot_follow_is_an_error(string name, string key, string? value, string message)
    {
        Copy(name, config => config[key] = value);
        Assert.Contains(message, Assert.Throws<UserException>(() => HuggingFaceFolder.Load(folder.Path)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_shard_that_lacks_what_the_index_promises_is_named()
    {
        Copy("gpt2", _ => { });
        File.Copy(folder.File("model-00001-of-00002.safetensors"), folder.File("model-00002-of-00002.safetensors"), overwrite: true);
        Assert.Contains("model-00002-of-00002.safetensors lacks the tensor", Assert.Throws<UserException>(() => HuggingFaceFolder.Load(folder.Path)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_model_of_no_known_architecture_is_not_written()
    {
        using TransformerModel model = SmallModels.Model(SmallModels.Options("norm: none"));
        Assert.Contains("Hugging Face's layout has no names", Assert.Throws<UserException>(() => HuggingFaceFolder.Save(folder.Path, model.Options, model)).Message, StringComparison.Ordinal);
    }

    private static string Stored(string name) => Path.Combine(AppContext.BaseDirectory, "PyTorch", "HuggingFace", name);

    private static int[] Ids(SafetensorsReader expected, string name) => [.. Values(expected, name).Select(value => (int)value)];

    private static float[] Values(SafetensorsReader expected, string name)
    {
        var values = new float[expected.Find(name)!.Count];
        expected.Read(expected.Find(name)!, values);
        return values;
    }

    private static void CheckClose(float[] expected, ReadOnlySpan<float> actual)
    {
        Assert.Equal(expected.Length, actual.Length);
        float largest = expected.Max(Math.Abs);
        for (int index = 0; index < actual.Length; index++)
        {
            // Scores without a scale over random weights make rounding ten times as large.
            Assert.True(Math.Abs(expected[index] - actual[index]) < 5e-5f * Math.Max(1, largest), $"element {index}: {expected[index]} and {actual[index]}");
        }
    }

    private void Compare(string name, Model model)
    {
        using var expected = new SafetensorsReader(Path.Combine(Stored(name), "expected.safetensors"));
        workspace.BeginInferenceStep();
        float[] logits = Values(expected, "logits");
        switch (model)
        {
            case BertPretrainingModel bert:
                Sequences whole = Sequences.Packed(workspace, [0, Ids(expected, "ids").Length]);
                Tensor hidden = bert.Encode(workspace, Ids(expected, "ids"), Ids(expected, "types"), whole);
                CheckClose(Values(expected, "hidden"), hidden.Values);
                CheckClose(logits, bert.PieceLogits(hidden).Values);
                CheckClose(Values(expected, "continuation"), bert.ContinuationLogits(hidden, whole).Values);
                break;
            case GptModel gpt:
                int[] ids = Ids(expected, "ids");
                CheckClose(logits, gpt.Logits(gpt.Hidden(workspace, ids, Sequences.Packed(workspace, [0, ids.Length]))).Values);
                break;
            case TransformerModel transformer:
                (int[] from, int[] to) = (Ids(expected, "source"), Ids(expected, "target"));
                Sequences source = Sequences.Packed(workspace, [0, from.Length]);
                Tensor memory = transformer.Encode(workspace, from, source);
                CheckClose(logits, transformer.Logits(transformer.Decode(workspace, to, Sequences.Packed(workspace, [0, to.Length]), memory, source)).Values);
                break;
            default:
                Assert.Fail($"{model} was not expected.");
                break;
        }
    }

    private void Copy(string name, Action<JsonObject> change)
    {
        foreach (string file in Directory.GetFiles(Stored(name)))
        {
            File.Copy(file, folder.File(Path.GetFileName(file)), overwrite: true);
        }

        JsonObject config = JsonNode.Parse(File.ReadAllText(folder.File("config.json")))!.AsObject();
        change(config);
        File.WriteAllText(folder.File("config.json"), config.ToJsonString(new JsonSerializerOptions { WriteIndented = true }));
    }

    private void Rewrite(Action<Dictionary<string, (Shape Shape, float[] Values)>> change)
    {
        var tensors = new Dictionary<string, (Shape, float[])>();
        using (var files = new TensorFiles(folder.Path))
        {
            foreach (SafetensorsEntry entry in files.Entries)
            {
                int[] dimensions = [.. entry.Dimensions.Select(dimension => (int)dimension)];
                tensors[entry.Name] = (dimensions.Length == 1 ? new Shape(dimensions[0]) : new Shape(dimensions[0], dimensions[1]), files.Read(entry));
            }
        }

        change(tensors);
        using FileStream stream = File.Create(folder.File("model.safetensors"));
        var writer = new SafetensorsWriter(stream, tensors.Select(pair => (pair.Key, pair.Value.Item1)));
        foreach ((Shape _, float[] values) in tensors.Values)
        {
            writer.Write(values);
        }
    }
}
