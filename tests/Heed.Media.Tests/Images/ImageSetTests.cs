using System.IO.Compression;
using Heed.Media.Images;
using Heed.Text;

namespace Heed.Media.Tests.Images;

public sealed class ImageSetTests
{
    private static readonly byte[] TwoImages = [0, 0, 8, 3, 0, 0, 0, 2, 0, 0, 0, 2, 0, 0, 0, 3, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 255];
    private static readonly byte[] TwoLabels = [0, 0, 8, 1, 0, 0, 0, 2, 1, 3];

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Images_are_read_plain_and_packed(bool isPacked)
    {
        using var folder = new TemporaryFolder();
        ImageSet images = ImageSet.Load(folder.Write("images", isPacked ? Pack(TwoImages) : TwoImages));
        Assert.Equal((2, 2, 3), (images.Count, images.Height, images.Width));
        Assert.Equal([1, 2, 3, 4, 5, 6], images[0].ToArray());
        Assert.Equal([7, 8, 9, 10, 11, 255], images[1].ToArray());
        Assert.Equal([1, 3], images.LoadLabels(folder.Write("labels", isPacked ? Pack(TwoLabels) : TwoLabels), classes: 4));
    }

    [Fact]
    public void Every_truncation_is_found()
    {
        using var folder = new TemporaryFolder();
        for (int length = 0; length < TwoImages.Length; length++)
        {
            string path = folder.Write("images", TwoImages[..length]);
            UserException caught = Assert.Throws<UserException>(() => ImageSet.Load(path));
            Assert.Contains("is truncated", caught.Message, StringComparison.Ordinal);
        }

        byte[] packed = Pack(TwoImages);
        UserException damaged = Assert.Throws<UserException>(() => ImageSet.Load(folder.Write("images", packed[..^9])));
        Assert.Contains("truncated or damaged", damaged.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Other_files_are_refused_with_what_they_are()
    {
        using var folder = new TemporaryFolder();
        string labels = folder.Write("labels", TwoLabels);
        Assert.Equal(
            $"{labels} is no IDX file of bytes in 3 dimensions: it begins with 00000801 instead of 00000803; give the images.",
            Assert.Throws<UserException>(() => ImageSet.Load(labels)).Message);
        string longer = folder.Write("longer", [.. TwoImages, 0]);
        Assert.Contains("holds more than the 2 × 2 × 3 bytes", Assert.Throws<UserException>(() => ImageSet.Load(longer)).Message, StringComparison.Ordinal);
        byte[] huge = [.. TwoImages];
        huge[4] = 0x7F;
        Assert.Contains("which no file can hold", Assert.Throws<UserException>(() => ImageSet.Load(folder.Write("huge", huge))).Message, StringComparison.Ordinal);
        Assert.Contains("There is no file", Assert.Throws<UserException>(() => ImageSet.Load(Path.Combine(folder.Path, "none"))).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Labels_must_belong_to_the_images()
    {
        using var folder = new TemporaryFolder();
        ImageSet images = ImageSet.Load(folder.Write("images", TwoImages));
        string three = folder.Write("three", [0, 0, 8, 1, 0, 0, 0, 3, 1, 2, 3]);
        Assert.Contains("holds 3 labels for 2 images", Assert.Throws<UserException>(() => images.LoadLabels(three, 10)).Message, StringComparison.Ordinal);
        string labels = folder.Write("labels", TwoLabels);
        Assert.Contains("label 1 is 3, but there are only 3 classes", Assert.Throws<UserException>(() => images.LoadLabels(labels, 3)).Message, StringComparison.Ordinal);
    }

    [Fact]
    [Trait("Needs", "shared")]
    public void The_handwritten_digits_are_read()
    {
        ImageSet images = ImageSet.Load(SharedData.PathOf("data/mnist/train-images-idx3-ubyte.gz"));
        byte[] labels = images.LoadLabels(SharedData.PathOf("data/mnist/train-labels-idx1-ubyte.gz"), classes: 10);
        Assert.Equal((60000, 28, 28), (images.Count, images.Height, images.Width));
        Assert.Equal([5, 0, 4, 1, 9], labels[..5]);
        Assert.Equal(0, images[0][0]);
        Assert.Equal(1090, labels[50000..].Count(label => label == 7));
    }

    private static byte[] Pack(byte[] bytes)
    {
        using var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, CompressionLevel.Fastest))
        {
            gzip.Write(bytes);
        }

        return packed.ToArray();
    }
}
