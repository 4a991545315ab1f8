using Heed.Cli.Recipes;
using Heed.Cli.Recipes.Translation;
using Heed.Cli.Tests.Support;
using Heed.Models.Transformer;
using Heed.Nn.Attention;
using Heed.Nn.FeedForward;
using Heed.Text;
using Heed.Text.Batching;
using Heed.Text.Tokenization.Training;
using Heed.Training.Schedules;

namespace Heed.Cli.Tests.Recipes;

public sealed class RecipeReaderTests
{
    private const string Data = "data:\n  source_language: en\n  target_language: de\n  train: { pairs: train.tsv }\n";

    public static TheoryData<string> Shipped => [.. Directory.GetFiles(Path.Combine(RepositoryFolder.Path, "recipes"), "*.yaml").Select(path => Path.GetFileName(path))];

    [Theory]
    [MemberData(nameof(Shipped))]
    public void Every_recipe_that_comes_with_heed_reads_and_says_sensible_things(string name)
    {
        Recipe recipe = RecipeReader.Read(Path.Combine(RepositoryFolder.Path, "recipes", name), []);
        recipe.Training.Validate(recipe.ModelOptions.Width);
    }

    [Theory]
    [MemberData(nameof(Shipped))]
    public void A_recipe_written_out_reads_back_as_the_same_recipe(string name)
    {
        string written = RecipeReader.Write(RecipeReader.Read(Path.Combine(RepositoryFolder.Path, "recipes", name), []));
        Assert.Equal(written, RecipeReader.Write(RecipeReader.Parse("again", written, [])));
    }

    [Fact]
    public void A_preset_gives_the_sizes_that_other_keys_change()
    {
        TranslationRecipe recipe = Translation("r", Data + "model:\n  preset: tiny\n  feed_forward: { width: 300 }\n", ["model.heads.count=8"]);
        TransformerOptions tiny = TransformerOptions.Preset("tiny");
        Assert.Equal(
            tiny with { FeedForward = ((ReluFeedForward)tiny.FeedForward) with { Width = 300 }, Heads = new MultiHead { Count = 8 } }, recipe.Model);
    }

    [Fact]
    public void Every_section_is_read()
    {
        TranslationRecipe recipe = Translation(
            "r",
            Data + "  too_long: truncate\ntokenizer: { vocabulary_size: 77 }\ntraining:\n  max_steps: 5\n  schedule: { kind: constant, learning_rate: 1e-3 }\n",
            ["training.batch_tokens=99"]);
        Assert.Equal(TooLong.Truncate, recipe.Data.TooLong);
        Assert.Equal(77, recipe.Tokenizer.VocabularySize);
        Assert.Equal(99, recipe.Training.BatchTokens);
        Assert.Equal(1e-3, Assert.IsType<ConstantSchedule>(recipe.Training.Schedule).LearningRate);
    }

    [Fact]
    public void A_tokenizer_is_of_any_kind_and_byte_pairs_where_none_is_named()
    {
        TranslationRecipe recipe = Translation("r", Data + "tokenizer: { kind: word, minimum_word_count: 3 }\n", []);
        Assert.Equal(new WordTraining { MinimumWordCount = 3 }, recipe.Tokenizer);
        Assert.Contains("kind: word\n", RecipeReader.Write(recipe));
        Assert.Equal(new BytePairTraining { PrefixSpace = false }, Translation("r", Data, ["tokenizer.prefix_space=false"]).Tokenizer);
    }

    [Theory]
    [InlineData("tokenizer: { kind: wordpiece }", "line 5", "'tokenizer'", "did you mean 'word_piece'?")]
    [InlineData("tokenizer: { kind: word, byte_fallback: true }", "line 5", "'tokenizer.byte_fallback'", "minimum_word_count")]
    [InlineData("task: translating", "line 5", "'translating'", "did you mean 'translation'?")]
    [InlineData("training: 5", "line 5", "'training'", "a group of keys")]
    [InlineData("trainig: {}", "r, line 5", "'trainig'", "did you mean 'training'?")]
    [InlineData("training: { learning_rate: 1 }", "line 5", "'training.learning_rate'", "Known here")]
    [InlineData("model: { preset: huge }", "line 5", "huge", "base, small, tiny, t5_small and t5_tiny")]
    [InlineData("model: { vocabulary: 9 }", "line 5", "tokenizer.vocabulary_size")]
    [InlineData("model: { position: { kind: sinusodial } }", "line 5", "'model.position'", "did you mean 'sinusoidal'?")]
    [InlineData("model: 5", "line 5", "'model'", "kind '5'")]
    [InlineData("training:\n  schedule:\n    kind: constant\n    warm_up: 4", "line 8", "'training.schedule.warm_up'", "did you mean 'warmup_steps'?")]
    [InlineData("  maximum_lenght: 4", "line 5", "'data.maximum_lenght'", "did you mean 'maximum_length'?")]
    public void What_is_wrong_is_named_with_its_line(string more, params string[] parts)
    {
        UserException error = Assert.Throws<UserException>(() => RecipeReader.Parse("r", Data + more, []));
        Assert.All(parts, part => Assert.Contains(part, error.Message));
    }

    [Fact]
    public void A_missing_key_is_named()
    {
        UserException error = Assert.Throws<UserException>(() => RecipeReader.Parse("r", "data: { source_language: en, target_language: de }", []));
        Assert.Contains("'data' has no 'train'", error.Message);
    }

    [Fact]
    public void A_missing_recipe_is_named() =>
        Assert.Contains("no/such.yaml", Assert.Throws<UserException>(() => RecipeReader.Read("no/such.yaml", [])).Message);

    [Fact]
    public void A_section_without_a_word_says_nothing() =>
        Assert.Equal(new TransformerOptions(), Translation("r", Data + "model:\ntraining:\n", []).Model);

    private static TranslationRecipe Translation(string name, string text, IEnumerable<string> overrides) =>
        Assert.IsType<TranslationRecipe>(RecipeReader.Parse(name, text, overrides));
}
