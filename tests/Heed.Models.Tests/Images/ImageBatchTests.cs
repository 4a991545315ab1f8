using Heed.Models.Images;

namespace Heed.Models.Tests.Images;

public sealed class ImageBatchTests
{
    private static readonly byte[] Image = [1, 2, 3, 4, 5, 6];

    [Theory]
    [InlineData(0, 0, new byte[] { 1, 2, 3, 4, 5, 6 })]
    [InlineData(1, 0, new byte[] { 0, 0, 0, 1, 2, 3 })]
    [InlineData(-1, 0, new byte[] { 4, 5, 6, 0, 0, 0 })]
    [InlineData(0, 1, new byte[] { 0, 1, 2, 0, 4, 5 })]
    [InlineData(0, -2, new byte[] { 3, 0, 0, 6, 0, 0 })]
    [InlineData(1, -1, new byte[] { 0, 0, 0, 2, 3, 0 })]
    [InlineData(2, 0, new byte[] { 0, 0, 0, 0, 0, 0 })]
    [InlineData(-1, 7, new byte[] { 0, 0, 0, 0, 0, 0 })]
    public void An_image_is_moved_over_black(int down, int right, byte[] expected)
    {
        var batch = new ImageBatch();
        batch.Clear(2, 3);
        batch.Add([9, 9, 9, 9, 9, 9]);
        batch.Add(Image, down, right);
        Assert.Equal(expected, batch[1].ToArray());
        Assert.Equal([9, 9, 9, 9, 9, 9], batch[0].ToArray());
    }
}
