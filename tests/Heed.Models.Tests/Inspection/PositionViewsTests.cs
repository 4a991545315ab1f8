using Heed.Models.Inspection.Positions;
using Heed.Nn.Catalogue;
using Heed.Nn.Positions;
using Heed.Text;

namespace Heed.Models.Tests.Inspection;

public sealed class PositionViewsTests
{
    private const int Length = 12;
    private const int Width = 16;
    private static readonly IReadOnlyList<PositionView> Views = PositionViews.All(Length, Width);

    public static TheoryData<string> Kinds => [.. VariantKinds.Of(typeof(PositionOptions)).Select(kind => kind.Kind)];

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Every_kind_shows_what_it_does(string kind)
    {
        PositionView view = View(kind);
        Assert.NotEmpty(view.Formula);
        Assert.Equal(view.Measure == PositionMeasure.None ? 0 : (2 * Length) - 1, view.ByOffset.Count);
        Assert.Equal(view.Measure == PositionMeasure.Rows, view.Table is not null);
        Assert.Equal(view.Measure == PositionMeasure.Bias, view.Bias is not null);
        Assert.Equal(view.Measure == PositionMeasure.None, kind == "none");
        Assert.All(view.Table ?? [], row => Assert.Equal(Width, row.Length));
    }

    [Fact]
    public void Alibi_falls_by_its_slopes()
    {
        PositionView view = View("alibi");
        float[] slopes = AlibiPosition.SlopesOf(8);
        for (int head = 0; head < slopes.Length; head++)
        {
            Assert.All(view.Slopes![head], pair => Assert.Equal(-slopes[head] * MathF.Abs(pair[0]), pair[1], 1e-5f));
        }

        Assert.Equal(view.Slopes![0], view.ByOffset);
        Assert.Equal(-slopes[0] * 3, view.Bias![5][2], 1e-5f);
    }

    [Fact]
    public void Rotation_gives_the_mean_cosine_of_the_distance_and_no_more()
    {
        PositionView view = View("rotary");
        Assert.False(view.IsTrained);
        Assert.All(view.ByOffset, pair =>
        {
            double expected = Enumerable.Range(0, Width / 2).Average(i => Math.Cos(pair[0] * Math.Pow(10000, -2.0 * i / Width)));
            Assert.Equal(expected, pair[1], 1e-4);
        });
    }

    [Fact]
    public void Sinusoids_have_products_that_depend_on_the_distance_alone()
    {
        PositionView view = View("sinusoidal");
        Assert.Equal(Width / 2f, view.ByOffset[Length - 1][1], 1e-4f);
        Assert.All(view.ByOffset, pair =>
            Assert.Equal(Enumerable.Range(0, Width / 2).Sum(i => Math.Cos(pair[0] * Math.Pow(10000, -2.0 * i / Width))), pair[1], 1e-4));
    }

    [Theory]
    [InlineData(0, 16)]
    [InlineData(129, 16)]
    [InlineData(8, 15)]
    [InlineData(8, 1000)]
    public void What_is_too_large_is_refused(int length, int width) => Assert.Throws<UserException>(() => PositionViews.All(length, width));

    private static PositionView View(string kind) => Views.Single(view => view.Kind == kind);
}
