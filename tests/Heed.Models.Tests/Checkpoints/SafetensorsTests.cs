using System.Buffers.Binary;
using System.Text;
using Heed.Models.Checkpoints;
using Heed.Models.Tests.Support;
using Heed.Tensors;
using Heed.Text;

namespace Heed.Models.Tests.Checkpoints;

public sealed class SafetensorsTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void What_is_written_has_the_bytes_of_the_format()
    {
        using var stream = new MemoryStream();
        var writer = new SafetensorsWriter(stream, [("a", new Shape(2)), ("b.weight", new Shape(1, 2))]);
        writer.Write([1, 2]);
        writer.Write([3, -4]);

        byte[] bytes = stream.ToArray();
        int length = (int)BinaryPrimitives.ReadUInt64LittleEndian(bytes);
        Assert.Equal(0, (8 + length) % 64);
        Assert.Equal(8 + length + 16, bytes.Length);
        Assert.Equal(
            """{"__metadata__":{"format":"pt"},"a":{"dtype":"F32","shape":[2],"data_offsets":[0,8]},"b.weight":{"dtype":"F32","shape":[1,2],"data_offsets":[8,16]}}""",
            Encoding.UTF8.GetString(bytes, 8, length).TrimEnd(' '));
        Assert.Equal(-4f, BinaryPrimitives.ReadSingleLittleEndian(bytes.AsSpan(^4..)));
    }

    [Fact]
    public void A_tensor_of_the_wrong_size_or_one_too_many_cannot_be_written()
    {
        var writer = new SafetensorsWriter(new MemoryStream(), [("a", new Shape(2))]);
        Assert.Throws<ArgumentException>(() => writer.Write([1]));
        Assert.Throws<ArgumentException>(() => writer.Write([1, 2]));
    }

    [Theory]
    [InlineData("F32", 0)]
    [InlineData("F16", 0)]
    [InlineData("BF16", 0)]
    [InlineData("BF16", 70_000)]
    public void Element_types_are_read_as_float32(string type, int extra)
    {
        float[] expected = [1f, -2.5f, 0f, 65504f, -0.00390625f, .. Enumerable.Repeat(0.75f, extra)];
        if (type == "BF16")
        {
            expected[3] = 3.3895314e38f;
        }

        byte[] data = type switch
        {
            "F32" => [.. expected.SelectMany(BitConverter.GetBytes)],
            "F16" => [.. expected.SelectMany(value => BitConverter.GetBytes((Half)value))],
            _ => [.. expected.SelectMany(value => BitConverter.GetBytes(value)[2..])],
        };
        string path = Write($$$"""{"x":{"dtype":"{{{type}}}","shape":[{{{expected.Length}}}],"data_offsets":[0,{{{data.Length}}}]}}""", data);

        using var reader = new SafetensorsReader(path);
        float[] actual = new float[expected.Length];
        reader.Read(reader.Find("x")!, actual);
        Assert.Equal(expected, actual);
        Assert.Null(reader.Find("y"));
        Assert.Throws<ArgumentException>(() => reader.Read(reader.Find("x")!, new float[1]));
    }

    [Fact]
    public void A_scalar_and_an_empty_tensor_are_read()
    {
        string path = Write("""{"s":{"dtype":"F32","shape":[],"data_offsets":[0,4]},"e":{"dtype":"F32","shape":[0,3],"data_offsets":[4,4]}}  """, BitConverter.GetBytes(3.5f));
        using var reader = new SafetensorsReader(path);
        float[] value = new float[1];
        reader.Read(reader.Find("s")!, value);
        Assert.Equal(3.5f, value[0]);
        Assert.Equal(0, reader.Find("e")!.Count);
    }

    public static TheoryData<string, string> BrokenHeaders => new()
    {
        { "nonsense", "its header cannot be read" },
        { "[1]", "its header cannot be read" },
        { """{"x":{"dtype":"F32","shape":[1]}}""", "its header cannot be read" },
        { """{"x":{"dtype":"F32","shape":["a"],"data_offsets":[0,4]}}""", "its header cannot be read" },
        { """{"x":{"dtype":"F32","shape":[1],"data_offsets":[0,4]},"x":{"dtype":"F32","shape":[1],"data_offsets":[0,4]}}""", "its header cannot be read" },
        { """{"x":{"dtype":"I64","shape":[1],"data_offsets":[0,8]}}""", "the tensor x has the element type I64; Heed reads F32, F16, BF16." },
        { """{"x":{"dtype":"0","shape":[1],"data_offsets":[0,4]}}""", "the tensor x has the element type 0" },
        { """{"x":{"dtype":"F32","shape":[-1],"data_offsets":[0,4]}}""", "make no sense" },
        { """{"x":{"dtype":"F32","shape":[1],"data_offsets":[0]}}""", "make no sense" },
        { """{"x":{"dtype":"F32","shape":[2],"data_offsets":[0,4]}}""", "x of shape (2) and type F32 does not fill bytes 0 to 4" },
        { """{"x":{"dtype":"F32","shape":[4611686018427387904,4611686018427387904],"data_offsets":[0,4]}}""", "does not fill bytes" },
        { """{"x":{"dtype":"F32","shape":[1],"data_offsets":[4,8]}}""", "the data of x begins at byte 4 and should begin at 0" },
        { """{"x":{"dtype":"F32","shape":[1],"data_offsets":[0,4]},"y":{"dtype":"F32","shape":[1],"data_offsets":[0,4]}}""", "the data of y begins at byte 0 and should begin at 4" },
        { """{"x":{"dtype":"F32","shape":[3],"data_offsets":[0,12]}}""", "is truncated: its header promises" },
        { "{}", "is damaged: its header promises" },
    };

    [Theory]
    [MemberData(nameof(BrokenHeaders))]
    public void A_broken_header_is_explained_in_one_sentence(string header, string expected)
    {
        string path = Write(header, new byte[8]);
        UserException exception = Assert.Throws<UserException>(() => new SafetensorsReader(path));
        Assert.Contains(expected, exception.Message, StringComparison.Ordinal);
        Assert.StartsWith(path, exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_file_cut_anywhere_is_refused()
    {
        byte[] whole = File.ReadAllBytes(Write("""{"x":{"dtype":"F32","shape":[2],"data_offsets":[0,8]}}""", new byte[8]));
        string path = folder.File("cut.safetensors");
        for (int length = 0; length < whole.Length; length++)
        {
            File.WriteAllBytes(path, whole[..length]);
            UserException exception = Assert.Throws<UserException>(() => new SafetensorsReader(path));
            Assert.Contains("truncated", exception.Message, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void Absurd_header_lengths_and_missing_files_are_refused()
    {
        string path = folder.File("absurd.safetensors");
        File.WriteAllBytes(path, [.. Enumerable.Repeat((byte)0xFF, 32)]);
        Assert.Contains("longer than the format allows", Assert.Throws<UserException>(() => new SafetensorsReader(path)).Message, StringComparison.Ordinal);
        Assert.Contains("do not exist", Assert.Throws<UserException>(() => new SafetensorsReader(folder.File("none"))).Message, StringComparison.Ordinal);
        Assert.Contains("cannot be opened", Assert.Throws<UserException>(() => new SafetensorsReader(folder.Path)).Message, StringComparison.Ordinal);
    }

    private string Write(string header, byte[] data)
    {
        string path = folder.File("model.safetensors");
        byte[] json = Encoding.UTF8.GetBytes(header);
        File.WriteAllBytes(path, [.. BitConverter.GetBytes((ulong)json.Length), .. json, .. data]);
        return path;
    }
}
