using Heed.Models.Generation;
using Heed.Models.Generation.Sampling;
using Heed.Models.Gpt;
using Heed.Models.Tests.Gpt;
using Heed.Text;
using Heed.Text.Tokenization;
using Heed.Text.Tokenization.Training;

namespace Heed.Models.Tests.Generation;

public sealed class ParallelGeneratorTests
{
    private static readonly Tokenizer Letters =
        new CharacterTraining { KeepSpaces = true, MinimumCharacterCount = 1, Form = null }.Train(["abc def\nghi jkl"]);

    [Theory]
    [InlineData("gpt", 0)]
    [InlineData("gpt", 1)]
    [InlineData("llama", 1)]
    public void Texts_become_what_they_become_alone_whoever_else_comes_and_goes(string kind, float temperature)
    {
        // 60 tokens with a window of 24: the texts are cut and read again meanwhile.
        GptOptions options = (kind == "llama" ? SmallGpt.Llama : SmallGpt.Options) with { Vocabulary = Letters.VocabularySize };
        string[] prompts = ["abc d", "g", "abc def\nghi jkl abc def\nghi jkl", "jkl", "abc dx"];
        using var generator = new ParallelGenerator(SmallGpt.Model(options), slots: 2);
        var waiting = new Queue<int>(Enumerable.Range(0, prompts.Length));
        var running = new Dictionary<GrowingText, (int Prompt, List<int> Tokens)>();
        var found = new int[prompts.Length][];
        while (waiting.Count > 0 || running.Count > 0)
        {
            while (generator.Free > 0 && waiting.TryDequeue(out int next))
            {
                var text = new GrowingText(Letters.Encode(prompts[next]), Sampling(next, temperature));
                running[text] = (next, []);
                generator.Begin(text);
            }

            generator.Step((text, token) => running[text].Tokens.Add(token.Id));
            foreach ((GrowingText text, (int prompt, List<int> tokens)) in running.Where(pair => pair.Value.Tokens.Count == 60 - (pair.Value.Prompt * 7)).ToArray())
            {
                found[prompt] = [.. tokens];
                generator.End(text);
                running.Remove(text);
            }
        }

        for (int prompt = 0; prompt < prompts.Length; prompt++)
        {
            using var alone = new TextGenerator(SmallGpt.Model(options), Letters);
            var how = new GenerationOptions { MaximumTokens = 60 - (prompt * 7), IgnoreEnd = true, Sampling = Sampling(prompt, temperature) };
            Assert.Equal(alone.Tokens(Letters.Encode(prompts[prompt]), how), found[prompt]);
        }
    }

    [Fact]
    public void Scores_of_a_prompt_are_those_of_the_same_tokens_when_they_are_drawn()
    {
        using GptModel model = SmallGpt.Model(SmallGpt.Options with { Vocabulary = Letters.VocabularySize });
        using var generator = new ParallelGenerator(model, slots: 1);
        var drawn = new List<ScoredToken>();
        var text = new GrowingText(Letters.Encode("ab"), new SamplingOptions { Temperature = 0 }) { IsScored = true, Likely = 3 };
        generator.Begin(text);
        for (int step = 0; step < 10; step++)
        {
            generator.Step((_, token) => drawn.Add(token));
        }

        generator.End(text);
        var again = new GrowingText([.. Letters.Encode("ab"), .. drawn.Select(token => token.Id)], new SamplingOptions()) { IsScored = true, Likely = 3, ScorePrompt = true };
        generator.Begin(again);
        generator.Step((_, _) => { });
        Assert.Equal(drawn.Select(token => (token.Id, token.LogProbability)), again.PromptScores.Skip(1).Select(token => (token.Id, token.LogProbability)));
        Assert.All(drawn, token => Assert.Equal((token.Id, token.LogProbability), token.Likely[0])); // the most probable was drawn
        Assert.All(drawn, token => Assert.Equal(3, token.Likely.Count));
    }

    [Fact]
    public void An_empty_prompt_is_refused() => Assert.Throws<UserException>(() => new GrowingText([], new SamplingOptions()));

    private static SamplingOptions Sampling(int prompt, float temperature) => new() { Temperature = temperature, TopK = 4, Seed = (ulong)prompt };
}
