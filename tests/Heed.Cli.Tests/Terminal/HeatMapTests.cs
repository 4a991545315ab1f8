using Heed.Cli.Terminal;

namespace Heed.Cli.Tests.Terminal;

public sealed class HeatMapTests
{
    [Fact]
    public void Rows_are_queries_and_columns_are_keys_written_downwards()
    {
        string[] lines = [.. HeatMap.Draw(["3月", "x"], ["Mar", "3"], [[1, 0], [0.5f, 0.1f]])];
        Assert.Equal(
        [
            "     M",
            "     a",
            "     r 3",
            "3月 │██  │",
            "  x │▓▓░░│",
        ], lines);
    }

    [Fact]
    public void Every_column_takes_two_cells_also_under_a_chinese_key()
    {
        string[] lines = [.. HeatMap.Draw(["a"], ["日月", "b"], [[0.3f, 0.7f]])];
        Assert.Equal(["   日", "   月b", "a │▒▒██│"], lines);
    }

    [Fact]
    public void A_long_label_is_cut() =>
        Assert.Contains("abcdefghijklmno… │", HeatMap.Draw(["abcdefghijklmnopqrst"], ["k"], [[1]]).Last());

    [Fact]
    public void Nothing_draws_nothing() => Assert.Empty(HeatMap.Draw([], [], []));
}
