using System.Buffers.Binary;
using System.Runtime.InteropServices;
using Heed.Models.Gpt;
using Heed.Nn.Attention;
using Heed.Nn.FeedForward;
using Heed.Nn.Normalization;
using Heed.Nn.Positions;
using Heed.Tensors;
using Heed.Text;
using Heed.Text.Tokenization;

namespace Heed.Models.Import;

/// <summary>
/// The checkpoints of llama2.c (version 0): seven whole numbers, then all weights in float32, each kind of weight for all layers together. A LLaMA whose rotary
/// positions turn neighbouring numbers.
/// </summary>
internal static class Llama2cModel
{
    private const int HeaderNumbers = 7;

    /// <summary>Whether a file begins like one: seven sizes that make sense together, of which one may be negative.</summary>
    public static bool IsLikely(ReadOnlySpan<byte> content)
    {
        if (content.Length < HeaderNumbers * sizeof(int))
        {
            return false;
        }

        Header header = Read(content);
        return header is { Width: > 0, Hidden: > 0, Layers: > 0 and < 1000, Heads: > 0, Groups: > 0, Length: > 0 }
            && header.Vocabulary != 0 && header.Width % header.Heads == 0 && header.Heads % header.Groups == 0
            && header.Numbers * sizeof(float) == content.Length - (HeaderNumbers * sizeof(int));
    }

    /// <summary>Reads the model, and the tokenizer that lies in a file beside it.</summary>
    /// <exception cref="UserException">The tokenizer is missing or of another size.</exception>
    public static ImportedModel Read(string path, ReadOnlyMemory<byte> content, string tokenizerPath)
    {
        Header header = Read(content.Span);
        var tokenizer = Tokenizer.Load(tokenizerPath);
        if (tokenizer.VocabularySize != header.RealVocabulary)
        {
            throw new UserException($"{tokenizerPath} has {tokenizer.VocabularySize} pieces and {path} {header.RealVocabulary}; they do not belong together.");
        }

        var model = new GptModel(header.ToOptions(), forTraining: false);
        try
        {
            ForeignTensors tensors = ReadTensors(path, header, new Numbers(content[(HeaderNumbers * sizeof(int))..]));
            tensors.Fill(model.Parameters);
            return new ImportedModel { Options = model.Options, Model = model, Tokenizer = tokenizer };
        }
        catch
        {
            model.Dispose();
            throw;
        }
    }

    private static Header Read(ReadOnlySpan<byte> content)
    {
        Span<int> numbers = stackalloc int[HeaderNumbers];
        for (int index = 0; index < HeaderNumbers; index++)
        {
            numbers[index] = BinaryPrimitives.ReadInt32LittleEndian(content[(index * sizeof(int))..]);
        }

        return new Header(numbers[0], numbers[1], numbers[2], numbers[3], numbers[4], numbers[5], numbers[6]);
    }

    private static ForeignTensors ReadTensors(string path, Header header, Numbers numbers)
    {
        var tensors = new ForeignTensors(path);
        tensors.Add("decoder.embed_tokens.weight", header.Table, numbers.Take(header.Table));
        Layers("self_attn_layer_norm", new Shape(header.Width));
        Layers("self_attn.q_proj", new Shape(header.Width, header.Width));
        Layers("self_attn.k_proj", new Shape(header.KeyWidth, header.Width));
        Layers("self_attn.v_proj", new Shape(header.KeyWidth, header.Width));
        Layers("self_attn.out_proj", new Shape(header.Width, header.Width));
        Layers("final_layer_norm", new Shape(header.Width));
        Layers("gate_proj", new Shape(header.Hidden, header.Width));
        Layers("down_proj", new Shape(header.Width, header.Hidden));
        Layers("up_proj", new Shape(header.Hidden, header.Width));
        tensors.Add("decoder.layer_norm.weight", new Shape(header.Width), numbers.Take(new Shape(header.Width)));
        numbers.Take(new Shape(header.Length, header.Width / header.Heads)); // cosines and sines, which the model computes itself
        if (!header.IsTied)
        {
            tensors.Add("lm_head.weight", header.Table, numbers.Take(header.Table));
        }

        return tensors;

        void Layers(string part, Shape shape)
        {
            for (int layer = 0; layer < header.Layers; layer++)
            {
                tensors.Add($"decoder.layers.{layer}.{part}.weight", shape, numbers.Take(shape));
            }
        }
    }

    /// <summary>The weights, taken from the front.</summary>
    private sealed class Numbers(ReadOnlyMemory<byte> content)
    {
        private int place;

        public ReadOnlyMemory<float> Take(Shape shape)
        {
            int length = checked((int)shape.Count * sizeof(float));
            float[] values = MemoryMarshal.Cast<byte, float>(content.Span.Slice(place, length)).ToArray();
            place += length;
            return values;
        }
    }

    private readonly record struct Header(int Width, int Hidden, int Layers, int Heads, int Groups, int Vocabulary, int Length)
    {
        /// <summary>A negative vocabulary says that the output projection is a matrix of its own.</summary>
        public bool IsTied => Vocabulary > 0;

        public int RealVocabulary => Math.Abs(Vocabulary);

        public int KeyWidth => Width / Heads * Groups;

        public Shape Table => new(RealVocabulary, Width);

        public long Numbers =>
            ((IsTied ? 1L : 2L) * RealVocabulary * Width)
            + (Layers * ((2L * Width) + (2L * Width * Width) + (2L * KeyWidth * Width) + (3L * Hidden * Width)))
            + Width + ((long)Length * (Width / Heads));

        public GptOptions ToOptions() => new()
        {
            Vocabulary = RealVocabulary,
            Width = Width,
            Layers = Layers,
            Heads = Groups == Heads ? new MultiHead { Count = Heads } : new GroupedQueryHeads { Count = Heads, Groups = Groups },
            FeedForward = new SwiGluFeedForward { Width = Hidden },
            Position = new RotaryPosition { Interleaved = true },
            Norm = new RmsNormOptions { Epsilon = 1e-5f },
            Biases = false,
            Dropout = 0,
            TieEmbeddings = IsTied,
            MaximumLength = Length,
        };
    }
}
