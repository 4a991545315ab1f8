using Heed.Models.Generation;
using Heed.Models.Generation.Drafts;
using Heed.Models.Generation.Sampling;
using Heed.Models.Gpt;
using Heed.Models.Tests.Gpt;
using Heed.Text;
using Heed.Text.Tokenization;
using Heed.Text.Tokenization.Training;

namespace Heed.Models.Tests.Generation;

public sealed class TextGeneratorTests
{
    private static readonly Tokenizer Letters =
        new CharacterTraining { KeepSpaces = true, MinimumCharacterCount = 1, Form = null }.Train(["abc def\nghi jkl"]);

    public static TheoryData<string, float> Ways => new()
    {
        { "gpt", 0 },
        { "gpt", 1 },
        { "llama", 0 },
        { "llama", 1 },
    };

    [Theory]
    [MemberData(nameof(Ways))]
    public void Drafts_change_nothing_but_the_number_of_passes(string kind, float temperature)
    {
        // Far beyond the window of 24 tokens, so that the text is cut and read again several times.
        GptOptions options = (kind == "llama" ? SmallGpt.Llama : SmallGpt.Options) with { Vocabulary = Letters.VocabularySize };
        var how = new GenerationOptions { MaximumTokens = 150, IgnoreEnd = true, DraftLength = 5, Sampling = new SamplingOptions { Temperature = temperature, TopK = 4 } };
        using TextGenerator generator = Generator(options);
        string serial = generator.Generate("abc d", how);
        Assert.Equal((150, 150), (generator.Statistics.Tokens, generator.Statistics.Passes));

        using var ngrams = new NgramDraft(4, Letters.Encode("abc def\nghi"));
        generator.Draft = ngrams;
        Assert.Equal(serial, generator.Generate("abc d", how));
        Assert.True(generator.Statistics.Drafted > 0);

        using var twin = new ModelDraft(SmallGpt.Model(options));
        generator.Draft = twin;
        Assert.Equal(serial, generator.Generate("abc d", how));
        Assert.True(generator.Statistics.Passes < generator.Statistics.Tokens, "A draft by the model itself must be right now and then.");
        if (temperature == 0)
        {
            Assert.Equal(generator.Statistics.Drafted, generator.Statistics.Accepted);
        }
    }

    [Fact]
    public void Parts_join_to_the_whole_and_the_seed_decides()
    {
        using TextGenerator generator = Generator(SmallGpt.Options with { Vocabulary = Letters.VocabularySize });
        var how = new GenerationOptions { MaximumTokens = 40 };
        string whole = generator.Generate("abc", how);
        Assert.Equal(whole, string.Concat(generator.Stream("abc", how)));
        Assert.NotEqual(whole, generator.Generate("abc", how with { Sampling = new SamplingOptions { Seed = 2 } }));
    }

    [Fact]
    public void Characters_of_several_tokens_come_whole()
    {
        Tokenizer bytes = new ByteLevelTraining { VocabularySize = 260 }.Train(["我"]);
        using TextGenerator generator = Generator(SmallGpt.Options with { Vocabulary = bytes.VocabularySize }, bytes);
        Assert.All(generator.Stream("我", new GenerationOptions { MaximumTokens = 60 }).SkipLast(1), part => Assert.NotEqual("", part));
    }

    [Fact]
    public void A_tokenizer_of_another_size_is_refused()
    {
        using GptModel model = SmallGpt.Model(SmallGpt.Options with { Vocabulary = 500 });
        Assert.Contains("belong together", Assert.Throws<UserException>(() => new TextGenerator(model, Letters)).Message);
    }

    [Fact]
    public void An_n_gram_table_proposes_what_followed_before()
    {
        using var draft = new NgramDraft(3, [1, 2, 3, 4, 5]);
        var guess = new int[3];
        Assert.Equal(3, draft.Propose([9, 1, 2], guess));
        Assert.Equal([3, 4, 5], guess);
        Assert.Equal(0, draft.Propose([9, 1, 2, 7], guess));
        Assert.Equal(3, draft.Propose([9, 1, 2, 7, 1, 2], guess)); // the text's own past is newer than the sample
        Assert.Equal([7, 1, 2], guess);
    }

    private static TextGenerator Generator(GptOptions options, Tokenizer? tokenizer = null) => new(SmallGpt.Model(options), tokenizer ?? Letters);
}
