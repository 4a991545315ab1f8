using Heed.Tensors.Tests.Support;

namespace Heed.Tensors.Tests;

[Trait("Category", "Kernel")]
public sealed unsafe class GuardedBufferTests
{
    [Theory]
    [InlineData(-1)]
    [InlineData(5)]
    public void A_write_outside_is_reported(int index)
    {
        var buffer = new GuardedBuffer(5);
        buffer.Data[index] = 1;
        Assert.ThrowsAny<Exception>(buffer.Dispose);
    }

    [Fact]
    public void What_lies_outside_is_not_a_number()
    {
        using GuardedBuffer buffer = GuardedBuffer.Random(5, seed: 1);
        Assert.True(float.IsNaN(buffer.Data[-1]) && float.IsNaN(buffer.Data[5]) && float.IsFinite(buffer.Data[4]));
    }
}
