using Heed.Nn.Attention;
using Heed.Nn.Positions;
using Heed.Tensors;
using Heed.Tensors.Ops;

namespace Heed.Nn.Tests.Positions;

public sealed class AttentionPositionTests
{
    [Fact]
    public void Slopes_halve_from_head_to_head_and_fill_up_between()
    {
        Assert.Equal([1 / 2f, 1 / 4f, 1 / 8f, 1 / 16f, 1 / 32f, 1 / 64f, 1 / 128f, 1 / 256f], AlibiPosition.SlopesOf(8));
        Assert.Equal([1 / 16f, 1 / 256f, 1 / 4f], AlibiPosition.SlopesOf(3));
    }

    [Fact]
    public void Alibi_falls_with_the_distance()
    {
        using var workspace = new Workspace();
        workspace.BeginInferenceStep();
        AttentionBias bias = Build(new AlibiPosition(), heads: 1, store: new ParameterStore()).Bias(workspace, longest: 3);
        Assert.Equal([-2 / 256f, -1 / 256f, 0, -1 / 256f, -2 / 256f], bias.Table.Values.ToArray());
    }

    [Theory]
    [InlineData(true, "31 31 31 30 28 23 17 0 0 1 7 8 8 10 13 15")]
    [InlineData(false, "0 0 0 0 0 0 0 0 0 1 7 8 9 17 24 31")]
    public void Buckets_are_those_of_T5(bool seesFuture, string expected)
    {
        int[] distances = [500, 128, 127, 64, 32, 7, 1, 0, 0, -1, -7, -8, -9, -20, -50, -200];
        var options = new BucketedPosition();
        string[] got = [.. distances.Select(distance => $"{options.BucketOf(distance, seesFuture)}")];
        Assert.Equal(expected, string.Join(' ', got));
    }

    [Fact]
    public void Products_of_turned_queries_and_keys_depend_on_their_distance_alone()
    {
        using var workspace = new Workspace();
        workspace.BeginInferenceStep();
        AttentionPosition rotary = Build(new RotaryPosition(), heads: 1, store: new ParameterStore());
        Tensor rows = workspace.Allocate(new Shape(4, 8));
        for (int index = 0; index < rows.Values.Length; index++)
        {
            rows.Values[index] = MathF.Sin(1 + (index % 16)); // rows 0 and 2 are the same, and rows 1 and 3
        }

        Tensor turned = rotary.Turn(rows, 8, workspace.From([2, 5, 102, 105]));
        Assert.Equal(Dot(turned, 0, 1), Dot(turned, 2, 3), 4);
        Assert.NotEqual(Dot(rows, 0, 1), Dot(turned, 0, 1), 2);
    }

    private static AttentionPosition Build(PositionOptions options, int heads, ParameterStore store) =>
        options.BuildForAttention(store, "encoder", new MultiHead { Count = heads }, width: 8 * heads, seesFuture: true);

    private static double Dot(Tensor rows, int left, int right)
    {
        double sum = 0;
        for (int column = 0; column < rows.Columns; column++)
        {
            sum += (double)rows.Values[(left * rows.Columns) + column] * rows.Values[(right * rows.Columns) + column];
        }

        return sum;
    }
}
