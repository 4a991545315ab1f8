using Heed.Server.Completions;

namespace Heed.Server.Tests.Completions;

public sealed class StopTextTests
{
    [Theory]
    [InlineData("one END two", "one ", true, "END")]
    [InlineData("one EN two", "one EN two", false, "END")]
    [InlineData("one EEND", "one E", true, "END")]
    [InlineData("aab aac", "aab ", true, "aac", "xyz")]
    [InlineData("the first wins", "the ", true, "wins", "first")]
    public void A_text_stops_at_the_first_stop_however_it_comes(string text, string expected, bool stops, params string[] stop)
    {
        foreach (int size in (int[])[1, 2, 3, 100])
        {
            var watch = new StopText(stop);
            string shown = string.Concat(text.Chunk(size).TakeWhile(_ => !watch.IsOver).Select(part => watch.Append(new string(part))));
            Assert.Equal((expected, stops), (shown + watch.Flush(), watch.IsOver));
        }
    }
}
