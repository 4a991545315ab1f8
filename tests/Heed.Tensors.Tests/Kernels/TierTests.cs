using Heed.Tensors.Kernels.Simd;

namespace Heed.Tensors.Tests.Kernels;

[Trait("Category", "Kernel")]
public sealed class TierTests
{
    /// <summary>Runs that switch a vector width off say which tier may remain, so that none of them tests the widest by mistake.</summary>
    [Fact]
    public void The_tier_is_at_most_the_expected_one()
    {
        string? expected = Environment.GetEnvironmentVariable("HEED_EXPECT_TIER");
        Assert.SkipWhen(string.IsNullOrEmpty(expected), "HEED_EXPECT_TIER is not set");
        Assert.True(Enum.TryParse(expected, out VectorTier highest), $"HEED_EXPECT_TIER is {expected}, which is no tier.");
        Assert.True(Tier.Current <= highest, $"The tier is {Tier.Current}, above {highest}: a wider vector unit is not switched off.");
    }
}
