namespace Heed.Models.Images;

/// <summary>Images of one size for one pass: (B, height, width) bytes, 0 to 255. The memory grows to the largest batch and stays.</summary>
public sealed class ImageBatch
{
    private byte[] pixels = [];

    /// <summary>B.</summary>
    public int Count { get; private set; }

    /// <summary>Pixels from top to bottom.</summary>
    public int Height { get; private set; }

    /// <summary>Pixels from left to right.</summary>
    public int Width { get; private set; }

    /// <summary>The pixels of one image, row by row.</summary>
    public ReadOnlySpan<byte> this[int index] => pixels.AsSpan(index * Height * Width, Height * Width);

    /// <summary>Empties the batch for images of this size.</summary>
    public void Clear(int height, int width) => (Count, Height, Width) = (0, height, width);

    /// <summary>
    /// Adds an image, moved <paramref name="down"/> pixels down and <paramref name="right"/> to the right (negative: up, left); what comes in at the
    /// edges is black.
    /// </summary>
    public void Add(ReadOnlySpan<byte> image, int down = 0, int right = 0)
    {
        int size = Height * Width;
        if (pixels.Length < (Count + 1) * size)
        {
            Array.Resize(ref pixels, Math.Max(2 * pixels.Length, (Count + 1) * size));
        }

        Span<byte> target = pixels.AsSpan(Count++ * size, size);
        target.Clear();
        int columns = Width - Math.Abs(right);
        for (int row = Math.Max(0, down); row < Math.Min(Height, Height + down) && columns > 0; row++)
        {
            image.Slice(((row - down) * Width) + Math.Max(0, -right), columns).CopyTo(target[((row * Width) + Math.Max(0, right))..]);
        }
    }
}
