using Heed.Nn.Attention;
using Heed.Nn.Positions;
using Heed.Nn.Positions.Scaling;

namespace Heed.Nn.Tests.Positions;

public sealed class RotaryScalingTests
{
    private const int HeadWidth = 64;
    private const double Base = 500_000;

    [Fact]
    public void Linear_scaling_divides_every_angle() => Assert.All(
        Enumerable.Range(0, HeadWidth / 2),
        pair => Assert.Equal(new NoScaling().Angle(pair, HeadWidth, Base) / 4, new LinearScaling { Factor = 4 }.Angle(pair, HeadWidth, Base), 1e-15));

    [Fact]
    public void Ntk_scaling_leaves_the_fastest_pair_and_divides_the_slowest()
    {
        var scaling = new NtkScaling { Factor = 4 };
        Assert.Equal(1, scaling.Angle(0, HeadWidth, Base), 1e-15);
        Assert.Equal(new NoScaling().Angle(31, HeadWidth, Base) / 4, scaling.Angle(31, HeadWidth, Base), 1e-15);
        Assert.Equal(1, scaling.Angle(0, headWidth: 2, Base));
    }

    [Theory]
    [InlineData(0, 1)] // turns 1,304 times within the length of training
    [InlineData(14, 0.003211446)] // 4.2 turns
    [InlineData(16, 0.0005248462)] // 1.8 turns: between the two
    [InlineData(18, 0.00007784655)]
    [InlineData(31, 3.7673227e-7)]
    public void Llama_3_interpolates_slow_pairs_alone(int pair, double expected)
    {
        // By hand, from the definition: u = 500000^(−pair/32), turns = 8192 u / 2π, s = (turns − 1) / 3.
        double unscaled = Math.Pow(Base, -pair / 32.0);
        double turns = 8192 * unscaled / (2 * Math.PI);
        double byHand = turns < 1 ? unscaled / 8 : turns > 4 ? unscaled : (((4 - turns) / 3 * unscaled / 8) + ((turns - 1) / 3 * unscaled));
        double angle = new Llama3Scaling().Angle(pair, HeadWidth, Base);
        Assert.Equal(byHand, angle, 1e-15);
        Assert.Equal(expected, angle, Math.Abs(expected) * 1e-5);
    }

    [Fact]
    public void What_cannot_stretch_is_named()
    {
        var parts = new AttentionParts(64, new MultiHead { Count = 4 });
        Assert.Contains("factor of 0", new RotaryPosition { Scaling = new LinearScaling { Factor = 0 } }.FindFault(parts), StringComparison.Ordinal);
        Assert.Contains("factor of -1", new RotaryPosition { Scaling = new NtkScaling { Factor = -1 } }.FindFault(parts), StringComparison.Ordinal);
        Assert.Contains("between", new RotaryPosition { Scaling = new Llama3Scaling { HighFrequencyFactor = 1 } }.FindFault(parts), StringComparison.Ordinal);
        Assert.Null(new RotaryPosition { Scaling = new Llama3Scaling() }.FindFault(parts));
    }
}
