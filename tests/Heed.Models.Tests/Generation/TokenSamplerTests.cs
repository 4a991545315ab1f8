using Heed.Models.Generation.Sampling;
using Heed.Text;

namespace Heed.Models.Tests.Generation;

public sealed class TokenSamplerTests
{
    // p = 0.5, 0.25, 0.125, 0.0625, 0.0625 for the tokens 2, 0, 4, 1, 3.
    private static readonly float[] Logits = [.. new[] { 0.25, 0.0625, 0.5, 0.0625, 0.125 }.Select(p => (float)Math.Log(p))];

    [Fact]
    public void Tokens_are_drawn_by_their_probability()
    {
        int[] counts = Draw(new SamplingOptions(), 40000);
        Assert.All(counts.Zip([0.25, 0.0625, 0.5, 0.0625, 0.125]), pair => Assert.Equal(pair.Second, pair.First / 40000.0, 0.01));
    }

    [Fact]
    public void Temperature_sharpens_and_at_zero_takes_the_best()
    {
        int[] counts = Draw(new SamplingOptions { Temperature = 0.5f }, 40000); // p² / Σp²
        Assert.Equal(0.25 / 0.3359, counts[2] / 40000.0, 0.01);
        Assert.Equal(1000, Draw(new SamplingOptions { Temperature = 0 }, 1000)[2]);
    }

    [Theory]
    [InlineData(1, 1, 0, new[] { 2 })]
    [InlineData(2, 1, 0, new[] { 0, 2 })]
    [InlineData(0, 0.5f, 0, new[] { 2 })]
    [InlineData(0, 0.51f, 0, new[] { 0, 2 })]
    [InlineData(0, 0.8f, 0, new[] { 0, 2, 4 })]
    [InlineData(0, 1, 0.3f, new[] { 0, 2 })]
    [InlineData(0, 1, 0.2f, new[] { 0, 2, 4 })]
    [InlineData(3, 0.8f, 0.4f, new[] { 0, 2 })]
    public void What_is_cut_off_is_never_drawn(int topK, float topP, float minP, int[] kept)
    {
        int[] counts = Draw(new SamplingOptions { TopK = topK, TopP = topP, MinP = minP }, 3000);
        Assert.Equal(kept, Enumerable.Range(0, 5).Where(token => counts[token] > 0));
    }

    [Fact]
    public void Repetition_is_made_less_probable_whatever_the_sign_of_the_logit()
    {
        var sampler = new TokenSampler(new SamplingOptions { Temperature = 0, RepetitionPenalty = 2 });
        Assert.Equal(1, sampler.Draw([2f, 1.5f, -1], [0, 0]));
        Assert.Equal(1, sampler.Draw([-1f, -1.5f, -9], [0]));
        Assert.Equal(0, sampler.Draw([2f, 1.5f, -1], []));
    }

    [Fact]
    public void The_same_seed_and_place_draw_the_same_token()
    {
        var options = new SamplingOptions { Seed = 7 };
        Assert.Equal(Sequence(options), Sequence(options));
        Assert.NotEqual(Sequence(options), Sequence(options with { Seed = 8 }));
        static int[] Sequence(SamplingOptions options) =>
            [.. Enumerable.Range(0, 50).Select(length => new TokenSampler(options).Draw([.. Logits], new int[length]))];
    }

    [Theory]
    [InlineData("temperature")]
    [InlineData("top-k")]
    [InlineData("top-p")]
    [InlineData("min-p")]
    [InlineData("repetition-penalty")]
    public void What_makes_no_sense_is_named(string name)
    {
        SamplingOptions options = name switch
        {
            "temperature" => new() { Temperature = -1 },
            "top-k" => new() { TopK = -1 },
            "top-p" => new() { TopP = 0 },
            "min-p" => new() { MinP = 1.5f },
            _ => new() { RepetitionPenalty = 0 },
        };
        Assert.Contains(name, Assert.Throws<UserException>(() => new TokenSampler(options)).Message);
    }

    private static int[] Draw(SamplingOptions options, int times)
    {
        var counts = new int[Logits.Length];
        var sampler = new TokenSampler(options);
        var text = new int[times];
        for (int length = 0; length < times; length++)
        {
            counts[sampler.Draw([.. Logits], text.AsSpan(0, length))]++;
        }

        return counts;
    }
}
