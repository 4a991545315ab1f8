using Heed.Models.Images;
using Heed.Tensors;

namespace Heed.Models.Vit;

/// <summary>Cuts images into square patches, each a row of numbers from −1 (black) to 1 (white).</summary>
internal static class Patches
{
    private const float Middle = 127.5f;

    /// <summary>B images → (B · P, S · S), patches from left to right and top to bottom, pixels within a patch alike.</summary>
    public static Tensor Cut(Workspace workspace, ImageBatch images, int size)
    {
        (int down, int across) = (images.Height / size, images.Width / size);
        Tensor patches = workspace.Allocate(new Shape(images.Count * down * across, size * size), requiresGradient: false);
        Span<float> target = patches.Values;
        int next = 0;
        for (int image = 0; image < images.Count; image++)
        {
            ReadOnlySpan<byte> pixels = images[image];
            for (int patch = 0; patch < down * across; patch++)
            {
                int corner = (patch / across * size * images.Width) + (patch % across * size);
                for (int pixel = 0; pixel < size * size; pixel++)
                {
                    target[next++] = (pixels[corner + (pixel / size * images.Width) + (pixel % size)] - Middle) / Middle;
                }
            }
        }

        return patches;
    }
}
