using Heed.Text.Metrics;

namespace Heed.Text.Tests.Metrics;

public class PythonTextTests
{
    [Theory]
    [InlineData("ÀÉẞ ŽΩ ДЖ", "àéß žω дж")]
    [InlineData("İstanbul", "i\u0307stanbul")]
    [InlineData("IıI", "iıi")]
    [InlineData("ΟΔΟΣ ΣΑΣ Σ", "οδος σας σ")]
    [InlineData("ΑΣ. ΑΣ'Α ΑΣ1", "ας. ασ'α ας1")]
    [InlineData("ΑΣ.Α", "ασ.α")]
    [InlineData("Α\u0301Σ", "α\u0301ς")]
    [InlineData("ⅣΣ 4Σ", "ⅳς 4σ")]
    [InlineData("𐐀Σ𐐀", "𐐨σ𐐨")]
    [InlineData("K Å Ǆ ﬁ", "k å ǆ ﬁ")]
    public void Lowers_as_Python_does(string text, string expected) => Assert.Equal(expected, PythonText.Lower(text));

    [Fact]
    public void Separates_words_at_everything_Python_does()
    {
        const string separators = "\t\n\v\f\r\u001C\u001D\u001E\u001F \u0085\u00A0\u1680\u2000\u200A\u2028\u2029\u202F\u205F\u3000";
        foreach (char separator in separators)
        {
            Assert.Equal(["a", "b"], Words($"{separator}a{separator}{separator}b{separator}"));
        }

        foreach (char letter in "\u001B\u180E\u200B\u2060\uFEFF_")
        {
            Assert.Equal([$"a{letter}b"], Words($"a{letter}b"));
        }
    }

    [Theory]
    [InlineData("")]
    [InlineData(" \t\u2003")]
    public void Finds_no_word_in_nothing(string text) => Assert.Empty(Words(text));

    [Fact]
    public void Trims_the_same_characters()
    {
        Assert.Equal("\u001C a", PythonText.TrimEnd("\u001C a\u3000\u001F\n").ToString());
        Assert.Equal("a b", PythonText.Trim("\u001C a b\u3000\u001F\n").ToString());
        Assert.Equal("", PythonText.Trim(" \n ").ToString());
    }

    private static string[] Words(string text) => [.. PythonText.Words(text).Select(range => text[range])];
}
