using Heed.Models.Transformer;
using Heed.Nn.Attention;
using Heed.Nn.FeedForward;
using Heed.Nn.Positions;
using Heed.Nn.Residuals;
using Heed.Tensors;
using Heed.Text;
using Heed.Text.Tokenization;

namespace Heed.Models.Import;

/// <summary>
/// A Transformer of CTranslate2 (model.bin with its two vocabularies) as OpenNMT trains it: pre-norm, sines in one half of a position and cosines in the other,
/// counted from 1, an output projection of its own with a bias, and no end token behind the source.
/// </summary>
internal static class CTranslate2Model
{
    private const string SourceVocabulary = "source_vocabulary.txt";
    private const string TargetVocabulary = "target_vocabulary.txt";

    /// <summary>Reads the model and the vocabularies that lie beside it.</summary>
    /// <exception cref="UserException">A part is missing, damaged, or of a kind that is not known.</exception>
    public static ImportedModel Read(string path, ReadOnlyMemory<byte> content)
    {
        CTranslate2File file = CTranslate2File.Read(path, content);
        string folder = Path.GetDirectoryName(Path.GetFullPath(path))!;
        Tokenizer source = PieceList.Read(Path.Combine(folder, SourceVocabulary));
        Tokenizer target = PieceList.Read(Path.Combine(folder, TargetVocabulary));
        TransformerOptions options = Options(file);
        Require(path, SourceVocabulary, source, options.SourceVocabulary!.Value);
        Require(path, TargetVocabulary, target, options.Vocabulary);
        var model = new TransformerModel(options, forTraining: false);
        try
        {
            Rename(path, file).Fill(model.Parameters);
            return new ImportedModel { Options = options, Model = model, Tokenizer = target, SourceTokenizer = source };
        }
        catch
        {
            model.Dispose();
            throw;
        }
    }

    private static void Require(string path, string name, Tokenizer tokenizer, int rows)
    {
        if (tokenizer.VocabularySize != rows)
        {
            throw new UserException($"{name} has {tokenizer.VocabularySize} pieces with the unknown one, and {path} {rows} rows for them; they do not belong together.");
        }
    }

    private static TransformerOptions Options(CTranslate2File file)
    {
        Shape source = file.ShapeOf("encoder/embeddings/weight");
        return new TransformerOptions
        {
            Vocabulary = file.ShapeOf("decoder/embeddings/weight")[0],
            SourceVocabulary = source[0],
            Width = source[1],
            EncoderLayers = file.Count("encoder/layer_"),
            DecoderLayers = file.Count("decoder/layer_"),
            Heads = new MultiHead { Count = file.Heads },
            FeedForward = new ReluFeedForward { Width = file.ShapeOf("encoder/layer_0/ffn/linear_0/weight")[0] },
            Position = new SinusoidalPosition { Layout = SinusoidLayout.HalvesToLongest, First = 1 },
            Placement = new PreNormPlacement(),
            TieEmbeddings = false,
            OutputBias = true,
            EndSource = false,
            Dropout = 0,
        };
    }

    private static ForeignTensors Rename(string path, CTranslate2File file)
    {
        var tensors = new ForeignTensors(path);
        foreach ((string name, Shape shape, ReadOnlyMemory<float> values) in file.Tensors)
        {
            tensors.AddParts(NamesOf(name), shape, values);
        }

        return tensors;
    }

    /// <summary>This project's names for a tensor; several where projections are fused.</summary>
    private static string[] NamesOf(string name)
    {
        string[] parts = name.Split('/');
        string last = parts[^1] switch { "gamma" => "weight", "beta" => "bias", var other => other };
        return parts switch
        {
            [var stack, "embeddings", "weight"] => [$"{stack}.embed_tokens.weight"],
            ["decoder", "projection", _] => [$"lm_head.{last}"],
            [var stack, "layer_norm", _] => [$"{stack}.layer_norm.{last}"],
            [var stack, var layer, var block, ..] when layer.StartsWith("layer_", StringComparison.Ordinal) =>
                [.. InLayer(block, parts[3]).Select(part => $"{stack}.layers.{layer["layer_".Length..]}.{part}.{last}")],
            _ => [name],
        };
    }

    private static string[] InLayer(string block, string part) => (block, part) switch
    {
        ("self_attention", "layer_norm") => ["self_attn_layer_norm"],
        ("self_attention", "linear_0") => ["self_attn.q_proj", "self_attn.k_proj", "self_attn.v_proj"],
        ("self_attention", _) => ["self_attn.out_proj"],
        ("attention", "layer_norm") => ["encoder_attn_layer_norm"],
        ("attention", "linear_0") => ["encoder_attn.q_proj"],
        ("attention", "linear_1") => ["encoder_attn.k_proj", "encoder_attn.v_proj"],
        ("attention", _) => ["encoder_attn.out_proj"],
        ("ffn", "layer_norm") => ["final_layer_norm"],
        ("ffn", "linear_0") => ["fc1"],
        ("ffn", "linear_1") => ["fc2"],
        _ => [$"{block}.{part}"],
    };
}
