using System.Buffers.Binary;
using System.Runtime.InteropServices;
using System.Text;
using Heed.Tensors;
using Heed.Text;

namespace Heed.Models.Import;

/// <summary>
/// The tensors of a CTranslate2 model.bin, version 2: a name, the dimensions, the bytes of a number, the numbers. Weights in 8 or 16 bits come with a scale for
/// each row or for all, by which they are divided here.
/// </summary>
internal sealed class CTranslate2File
{
    private const int Version = 2;
    private const string Scale = "_scale";

    private readonly Dictionary<string, (Shape Shape, ReadOnlyMemory<float> Values)> tensors = [];

    private CTranslate2File(int heads) => Heads = heads;

    /// <summary>What the name of the specification says: 8 heads for the base model, 16 for the big one.</summary>
    public int Heads { get; }

    public IEnumerable<(string Name, Shape Shape, ReadOnlyMemory<float> Values)> Tensors =>
        tensors.Where(entry => !entry.Key.EndsWith(Scale, StringComparison.Ordinal)).Select(entry => (entry.Key, entry.Value.Shape, Scaled(entry.Key)));

    /// <summary>Whether a file begins like one.</summary>
    public static bool IsLikely(ReadOnlySpan<byte> content) =>
        content.Length > 8 && BinaryPrimitives.ReadInt32LittleEndian(content) is >= 1 and < 32 && content[6..].StartsWith("Transformer"u8);

    /// <exception cref="UserException">The file is of another version or kind, or breaks off.</exception>
    public static CTranslate2File Read(string path, ReadOnlyMemory<byte> content)
    {
        var reader = new BinaryReader(new MemoryStream(content.ToArray()), Encoding.UTF8);
        try
        {
            int version = reader.ReadInt32();
            string specification = Name(reader);
            if (version != Version || specification is not ("TransformerBase" or "TransformerBig"))
            {
                throw new UserException($"{path} is a CTranslate2 {specification} of version {version}; Heed reads TransformerBase and TransformerBig of version {Version}.");
            }

            reader.ReadInt32(); // the specification's revision
            var file = new CTranslate2File(specification == "TransformerBase" ? 8 : 16);
            for (int left = reader.ReadInt32(); left > 0; left--)
            {
                file.ReadTensor(path, reader);
            }

            return file;
        }
        catch (EndOfStreamException exception)
        {
            throw new UserException($"{path} breaks off; copy or download it again.", exception);
        }
    }

    /// <exception cref="UserException">There is no such tensor.</exception>
    public Shape ShapeOf(string name) => tensors.TryGetValue(name, out var found) ? found.Shape
        : throw new UserException($"The model has no tensor {name}; it is of a kind that Heed does not know.");

    /// <summary>How many numbered parts begin with <paramref name="prefix"/>.</summary>
    public int Count(string prefix) => tensors.Keys.Where(name => name.StartsWith(prefix, StringComparison.Ordinal) && char.IsAsciiDigit(name[prefix.Length]))
        .Select(name => name[prefix.Length..].Split('/')[0]).Distinct().Count();

    private static string Name(BinaryReader reader) => Encoding.UTF8.GetString(reader.ReadBytes(reader.ReadUInt16())).TrimEnd('\0');

    private void ReadTensor(string path, BinaryReader reader)
    {
        string name = Name(reader);
        int[] sizes = new int[reader.ReadByte()];
        for (int dimension = 0; dimension < sizes.Length; dimension++)
        {
            sizes[dimension] = reader.ReadInt32();
        }

        int size = reader.ReadByte();
        int count = reader.ReadInt32();
        byte[] bytes = reader.ReadBytes(checked(size * count));
        Shape shape = sizes.Length switch { 0 => new Shape(1), 1 => new Shape(sizes[0]), 2 => new Shape(sizes[0], sizes[1]), _ => throw Unknown() };
        if (bytes.Length != size * count)
        {
            throw new EndOfStreamException();
        }

        if (shape.Count != count || !tensors.TryAdd(name, (shape, Numbers())))
        {
            throw Unknown();
        }

        float[] Numbers() => size switch
        {
            sizeof(float) => MemoryMarshal.Cast<byte, float>(bytes).ToArray(),
            sizeof(short) => [.. MemoryMarshal.Cast<byte, short>(bytes).ToArray().Select(number => (float)number)],
            sizeof(sbyte) => [.. bytes.Select(number => (float)(sbyte)number)],
            _ => throw Unknown(),
        };

        UserException Unknown() => new($"{path}: the tensor {name}, {count} numbers of {size} bytes in {sizes.Length} dimensions, is not one that Heed can read.");
    }

    private ReadOnlyMemory<float> Scaled(string name)
    {
        (Shape shape, ReadOnlyMemory<float> values) = tensors[name];
        if (!tensors.TryGetValue(name + Scale, out (Shape Shape, ReadOnlyMemory<float> Values) scale))
        {
            return values;
        }

        float[] scaled = values.ToArray();
        for (int index = 0; index < scaled.Length; index++)
        {
            scaled[index] /= scale.Values.Span[scale.Values.Length == 1 ? 0 : index / shape.Columns];
        }

        return scaled;
    }
}
