using System.Buffers.Binary;
using Heed.Text;

namespace Heed.Media.Images;

/// <summary>
/// Reads the IDX format of the MNIST files: two zero bytes, the type (8: unsigned bytes), the number of dimensions, their sizes as big-endian
/// 32-bit integers, and the data, last dimension fastest (LeCun, Cortes and Burges, 1998). Plain or gzip.
/// </summary>
internal static class IdxFile
{
    private const byte UnsignedByte = 8;

    /// <summary>The sizes and the bytes of a file with <paramref name="rank"/> dimensions.</summary>
    /// <exception cref="UserException">The file is missing, is no such file, or holds fewer or more bytes than its header says.</exception>
    public static (int[] Sizes, byte[] Data) Read(string path, int rank)
    {
        using MediaStream file = MediaStream.Open(path);
        Span<byte> start = stackalloc byte[4];
        file.ReadExactly(start, "its header");
        if (start[0] != 0 || start[1] != 0 || start[2] != UnsignedByte || start[3] != rank)
        {
            throw new UserException(
                $"{path} is no IDX file of bytes in {rank} dimension{(rank == 1 ? "" : "s")}: it begins with {Convert.ToHexString(start)} instead of 000008{rank:X2}; give {(rank == 1 ? "the labels" : "the images")}.");
        }

        Span<byte> header = stackalloc byte[sizeof(int) * rank];
        file.ReadExactly(header, "its header");
        var sizes = new int[rank];
        long count = 1;
        for (int index = 0; index < rank; index++)
        {
            sizes[index] = BinaryPrimitives.ReadInt32BigEndian(header[(index * sizeof(int))..]);
            count = sizes[index] < 0 || count * sizes[index] > Array.MaxLength
                ? throw new UserException($"{path}: the header gives the sizes {string.Join(" × ", sizes)}, which no file can hold; copy or download it again.")
                : count * sizes[index];
        }

        var data = new byte[count];
        file.ReadExactly(data, $"its {string.Join(" × ", sizes)} bytes");
        Span<byte> more = stackalloc byte[1];
        return file.Read(more) == 0 ? (sizes, data) : throw new UserException($"{path} holds more than the {string.Join(" × ", sizes)} bytes that its header gives; copy or download it again.");
    }
}
