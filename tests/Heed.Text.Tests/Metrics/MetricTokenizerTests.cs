using Heed.Text.Metrics.Tokenizers;

namespace Heed.Text.Tests.Metrics;

public class MetricTokenizerTests
{
    [Theory]
    [InlineData("13a", "", "")]
    [InlineData("13a", "Hello, world!", "Hello , world !")]
    [InlineData("13a", "It's 3.5 or 1,000, no?", "It's 3.5 or 1,000 , no ?")]
    [InlineData("13a", "the 1990-2000 well-known x-1", "the 1990 - 2000 well-known x-1")]
    [InlineData("13a", "Ends in 42.", "Ends in 42 .")]
    [InlineData("13a", ".5 and 5.", ". 5 and 5 .")]
    [InlineData("13a", "so ... yes", "so . . . yes")]
    [InlineData("13a", "a..b", "a . . b")]
    [InlineData("13a", "1.,2", "1 . , 2")]
    [InlineData("13a", "1,.,2", "1 , . ,2")]
    [InlineData("13a", "&quot;A&amp;B&quot; &lt;c&gt;", "\" A & B \" < c >")]
    [InlineData("13a", "&amp;lt; stays one &apos;", "< stays one & apos ;")]
    [InlineData("13a", "a <skipped>b", "a b")]
    [InlineData("13a", "hyphen-\nated two\nlines", "hyphenated two lines")]
    [InlineData("13a", "[x]^_`{y}~|\\/:;<=>?@ #$%&*+()", "[ x ] ^ _ ` { y } ~ | \\ / : ; < = > ? @ # $ % & * + ( )")]
    [InlineData("13a", "„Zitat“ – ja… 5€", "„Zitat“ – ja… 5€")]
    [InlineData("13a", "𝐀.𝐁,", "𝐀 . 𝐁 ,")]
    [InlineData("zh", "他在2024年3月,花了3.5元。", "他 在 2024 年 3 月 , 花 了 3.5 元 。")]
    [InlineData("zh", " ABC公司(上海) ", "ABC 公 司 ( 上 海 )")]
    [InlineData("zh", "“好”—5€", "“ 好 ” — 5 €")]
    [InlineData("zh", "㐀𠀀𠀁", "㐀 𠀀𠀁")]
    [InlineData("zh", "ＡＢ　ひら가", "Ａ Ｂ ひら가")]
    [InlineData("zh", "Ends in 42.", "Ends in 42.")]
    [InlineData("zh", "&amp; stays", "& amp ; stays")]
    [InlineData("char", "ab c", "a b   c")]
    [InlineData("char", "𠀀好😀", "𠀀 好 😀")]
    [InlineData("intl", "„Zitat“ – ja…", "„ Zitat “ – ja …")]
    [InlineData("intl", "It's 3.5 or 1,000, no?", "It ' s 3.5 or 1,000 , no ?")]
    [InlineData("intl", "In 2024.", "In 2024.")]
    [InlineData("intl", "5€ + 3 = x²", "5 € + 3 = x²")]
    [InlineData("intl", "一、二。½.½", "一 、 二 。 ½.½")]
    [InlineData("intl", "𝟏,𝟐 😀ok", "𝟏,𝟐 😀 ok")]
    [InlineData("intl", "a..b", "a . . b")]
    [InlineData("none", " as  it is. ", " as  it is. ")]
    public void Separates_words(string tokenizer, string line, string expected) =>
        Assert.Equal(expected, MetricTokenizers.Get(tokenizer).Tokenize(line));

    [Fact]
    public void Names_what_exists_when_asked_for_another()
    {
        var error = Assert.Throws<UserException>(() => MetricTokenizers.Get("14a"));
        Assert.Equal("There is no metric tokenizer '14a'; choose one of 13a, zh, char, intl, none.", error.Message);
    }
}
