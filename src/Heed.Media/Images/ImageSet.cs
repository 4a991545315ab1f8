using Heed.Text;

namespace Heed.Media.Images;

/// <summary>Grey images of one size: a byte for each pixel, row by row, 0 to 255.</summary>
public sealed class ImageSet
{
    private readonly byte[] pixels;

    private ImageSet(byte[] pixels, int count, int height, int width) => (this.pixels, Count, Height, Width) = (pixels, count, height, width);

    public int Count { get; }

    /// <summary>Pixels from top to bottom.</summary>
    public int Height { get; }

    /// <summary>Pixels from left to right.</summary>
    public int Width { get; }

    /// <summary>The pixels of one image, row by row.</summary>
    public ReadOnlySpan<byte> this[int index] => pixels.AsSpan(index * Height * Width, Height * Width);

    /// <summary>Reads an IDX file (count × height × width), plain or gzip.</summary>
    /// <exception cref="UserException">The file is missing, damaged, empty, or no such file.</exception>
    public static ImageSet Load(string path)
    {
        (int[] sizes, byte[] data) = IdxFile.Read(path, rank: 3);
        return data.Length > 0 ? new ImageSet(data, sizes[0], sizes[1], sizes[2]) : throw new UserException($"{path} holds no image: its sizes are {string.Join(" × ", sizes)}.");
    }

    /// <summary>Reads the labels of the images, one byte each.</summary>
    /// <param name="path">An IDX file (count), plain or gzip.</param>
    /// <param name="classes">Labels must be below this.</param>
    /// <exception cref="UserException">The file is missing or damaged, has another number of labels than there are images, or a label that is no class.</exception>
    public byte[] LoadLabels(string path, int classes)
    {
        (_, byte[] labels) = IdxFile.Read(path, rank: 1);
        if (labels.Length != Count)
        {
            throw new UserException($"{path} holds {labels.Length} labels for {Count} images; give the files that belong together.");
        }

        int wrong = Array.FindIndex(labels, label => label >= classes);
        return wrong < 0 ? labels : throw new UserException($"{path}: label {wrong} is {labels[wrong]}, but there are only {classes} classes; raise classes or give other labels.");
    }
}
