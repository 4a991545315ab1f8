using System.Text.RegularExpressions;
using CsCheck;
using Heed.Text.Segmentation;

namespace Heed.Text.Tests.Segmentation;

public sealed partial class SentenceSplitterTests
{
    // Whatever matters to the splitter, and words of several languages, so that random texts are not all the same to it.
    private static readonly Gen<string> Texts = Gen.OneOf<string>(
        [.. ".?!…。！？ \n\r\t\u00A0\u2028\"'“”„«»()[]《》「」,;:，；-–*#1234567890abcXYZäßéñ你好漢のはアيمПр".Select(character => character.ToString()),
        "Dr", "z. B.", "e.g.", "U.S.", "am 3. Mai", "The", "Der", "etc.", "J.", "\r\n", "1. ", "• ", "他说", "🙂", "👩‍👩‍👧", "e\u0301", "𠮷", "\uD83D", "\uDC4D"])
        .Array[0, 60].Select(string.Concat);

    public static TheoryData<string?, string> Cases => [.. File.ReadLines(Path.Combine(AppContext.BaseDirectory, "Segmentation", "sentences.tsv"))
        .Where(line => !line.StartsWith('#'))
        .Select(line => line.Split('\t'))
        .Select(fields => (fields[0] == "-" ? null : fields[0], fields[1]))];

    [Theory]
    [MemberData(nameof(Cases))]
    public void Sentences_end_where_a_reader_would_end_them(string? language, string sentences)
    {
        string text = sentences.Replace("|", "", StringComparison.Ordinal);
        Assert.Equal(string.Join('|', sentences.Split('|').Select(sentence => sentence.Trim())), Join(text, language));
    }

    [Theory]
    [InlineData("One line\nanother line\r\n\r\n  A third. And more\n", "One line|another line|A third.|And more")]
    [InlineData("To buy:\n- milk\n- two eggs\n\n1. Go. Then come.\n2) Stay\n(3) Sleep\na) Wake", "To buy:|milk|two eggs|Go.|Then come.|Stay|Sleep|Wake")]
    [InlineData("# Title\n> quoted\n* * *\n\t• last", "Title|quoted|last")]
    [InlineData("3. Mai 2020\nA. Miller\n---\n…\n🙂\n42", "3. Mai 2020|A. Miller")]
    [InlineData("  ", "")]
    [InlineData("", "")]
    public void Lines_are_kept_apart_and_their_markers_are_no_part_of_a_sentence(string text, string expected) => Assert.Equal(expected, Join(text, null));

    [Fact]
    public void Spans_are_in_order_and_the_text_is_put_together_from_them() => Texts.Sample(text =>
    {
        IReadOnlyList<TextSpan> spans = SentenceSplitter.Split(text);
        int end = 0;
        var rebuilt = new System.Text.StringBuilder();
        foreach (TextSpan span in spans)
        {
            Assert.True(span.Start >= end && span.Length > 0 && span.End <= text.Length);
            string between = text[end..span.Start];
            AssertHasNoWords(between);
            string sentence = span.In(text);
            Assert.Equal(sentence.Trim(), sentence);
            Assert.DoesNotContain(sentence, character => character is '\n' or '\r' or '\u2028');
            rebuilt.Append(between).Append(sentence);
            end = span.End;
        }

        AssertHasNoWords(text[end..]);
        Assert.Equal(text, rebuilt.Append(text[end..]).ToString());
    });

    [Fact]
    public void What_a_model_cannot_read_is_cut_until_it_can() => Gen.Select(Texts, Gen.Int[1, 20]).Sample((text, maximum) =>
    {
        int end = 0;
        foreach (TextSpan span in SentenceSplitter.Split(text, fits: sentence => sentence.Length <= maximum))
        {
            Assert.True(span.Start >= end);
            AssertHasNoWords(text[end..span.Start]);
            bool isOneCharacter = new System.Globalization.StringInfo(span.In(text)).LengthInTextElements == 1;
            Assert.True(span.Length <= maximum || isOneCharacter, span.In(text));
            Assert.False(span.End < text.Length && char.IsLowSurrogate(text[span.End]) && char.IsHighSurrogate(text[span.End - 1]), "a pair was divided");
            end = span.End;
        }

        AssertHasNoWords(text[end..]);
    });

    [Theory]
    [InlineData("They came by train and by bus; they went on foot, slowly", 40, "They came by train and by bus;|they went on foot, slowly")]
    [InlineData("one two three, four five six seven", 20, "one two three,|four five six seven")]
    [InlineData("one two three four five six", 15, "one two three|four five six")]
    [InlineData("今天天气很好，我们去公园散步吧", 10, "今天天气很好，|我们去公园散步吧")]
    [InlineData("abcdefgh", 4, "abcd|efgh")]
    public void Long_sentences_are_cut_at_the_strongest_mark_near_their_middle(string text, int maximum, string expected) =>
        Assert.Equal(expected, string.Join('|', SentenceSplitter.Split(text, fits: sentence => sentence.Length <= maximum).Select(span => span.In(text))));

    [Fact]
    public void Time_grows_with_the_length_of_the_text()
    {
        foreach (string part in new[] { "a", ".", "?) ", "(", "\"", ". ", "Dr. ", "x.", "1.", "。\"", "\n", "- " })
        {
            string text = string.Concat(Enumerable.Repeat(part, 200_000 / part.Length));
            var clock = System.Diagnostics.Stopwatch.StartNew();
            SentenceSplitter.Split(text, fits: sentence => sentence.Length <= 500);
            Assert.True(clock.Elapsed < TimeSpan.FromSeconds(10), $"\"{part}\" took {clock.Elapsed}");
        }
    }

    // The lines of these files are sentences, some of them two; they are joined as running text. docs/segmentation.md has the figures.
    [Theory]
    [InlineData("en", "data/flores/flores-dev.en.gz", " ", 98, 89)]
    [InlineData("de", "data/flores/flores-dev.de.gz", " ", 97, 85)]
    [InlineData("fr", "data/flores/flores-dev.fr.gz", " ", 98, 88)]
    [InlineData("zh", "data/flores/flores-dev.zh.gz", "", 98, 86)]
    [InlineData("en", "data/tatoeba_en_de/dev.en.gz", " ", 99.5, 98)]
    [InlineData("de", "data/tatoeba_en_de/dev.de.gz", " ", 99.5, 98)]
    [InlineData("zh", "data/tatoeba_en_zh/dev.zh.gz", "", 99.5, 98)]
    [InlineData("en", "data/wmt_de_en/generaltest2022.en-de.src.en.gz", " ", 88, 99.5)]
    [InlineData("de", "data/wmt_de_en/generaltest2022.de-en.src.de.gz", " ", 86, 99.5)]
    [Trait("Needs", "shared")]
    public void Joined_lines_are_found_again(string language, string file, string between, double recall, double precision)
    {
        string[] lines = [.. SharedData.ReadText(file).Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)];
        var ends = new HashSet<int>();
        int place = 0;
        foreach (string line in lines)
        {
            ends.Add(place + line.Length);
            place += line.Length + between.Length;
        }

        IReadOnlyList<TextSpan> found = SentenceSplitter.Split(string.Join(between, lines), language);
        int right = found.Count(span => ends.Contains(span.End));
        TestContext.Current.TestOutputHelper?.WriteLine($"{language} {file}: {lines.Length} lines, {found.Count} sentences; {100.0 * right / lines.Length:F2} % of the lines' ends found, {100.0 * right / found.Count:F2} % of the found are lines' ends");
        Assert.InRange(100.0 * right / lines.Length, recall, 100);
        Assert.InRange(100.0 * right / found.Count, precision, 100);
    }

    private static void AssertHasNoWords(string between) => Assert.DoesNotContain(LetteredItem().Replace(between, ""), char.IsLetter);

    // "a)" at the beginning of a line.
    [GeneratedRegex(@"\(?[a-zA-Z]\)(?=\s)")]
    private static partial Regex LetteredItem();

    private static string Join(string text, string? language) => string.Join('|', SentenceSplitter.Split(text, language).Select(span => span.In(text)));
}
