using System.IO.Compression;
using System.Runtime.InteropServices;

namespace Heed.Media.Tests.Audio;

/// <summary>The float32 numbers of a NumPy file: the header's length stands at byte 8, the data follow the header.</summary>
internal sealed record NumPyArray(float[] Values)
{
    /// <summary>Reads a <c>.npy.gz</c>.</summary>
    public static NumPyArray FromFile(string path)
    {
        using Stream stream = new GZipStream(File.OpenRead(path), CompressionMode.Decompress);
        return Read(stream);
    }

    /// <summary>Reads one array of an <c>.npz</c>.</summary>
    public static NumPyArray FromArchive(string path, string name)
    {
        using ZipArchive archive = ZipFile.OpenRead(path);
        using Stream stream = archive.GetEntry(name)!.Open();
        return Read(stream);
    }

    private static NumPyArray Read(Stream stream)
    {
        using var memory = new MemoryStream();
        stream.CopyTo(memory);
        byte[] bytes = memory.ToArray();
        return new NumPyArray(MemoryMarshal.Cast<byte, float>(bytes.AsSpan(10 + BitConverter.ToUInt16(bytes, 8))).ToArray());
    }
}
