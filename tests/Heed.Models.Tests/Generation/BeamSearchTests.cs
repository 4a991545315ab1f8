using Heed.Models.Generation;
using Heed.Models.Tests.Support;
using Heed.Models.Transformer;
using Heed.Tensors;
using Heed.Tensors.Memory;

namespace Heed.Models.Tests.Generation;

public sealed class BeamSearchTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(4)]
    public void A_translation_does_not_depend_on_its_batch(int beam)
    {
        using TransformerModel model = SmallModels.Model(SmallModels.Options());
        using var workers = new WorkerPool(2);
        using var workspace = new Workspace(workers);
        using var search = new BeamSearch(model, workspace, SmallModels.Start, SmallModels.End);
        (int[] ids, int[] offsets) = SmallModels.Sentences(4, 3, 12, 1, 7, 7, 20, 5, 2, 9, 9, 4);
        var options = new SearchOptions { Beam = beam, Best = beam };
        IReadOnlyList<Hypothesis>[] together = search.Search(ids, offsets, options, cancellation: TestContext.Current.CancellationToken);
        for (int sentence = 0; sentence < together.Length; sentence++)
        {
            int[] alone = ids[offsets[sentence]..offsets[sentence + 1]];
            IReadOnlyList<Hypothesis> expected = search.Search(alone, [0, alone.Length], options, cancellation: TestContext.Current.CancellationToken)[0];
            Assert.Equal(expected.Count, together[sentence].Count);
            for (int rank = 0; rank < expected.Count; rank++)
            {
                Assert.Equal(expected[rank].Tokens, together[sentence][rank].Tokens);
                Assert.Equal(expected[rank].LogProbability, together[sentence][rank].LogProbability);
            }
        }
    }

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    public void A_translation_ends_with_the_positions_that_were_learned(int beam)
    {
        using TransformerModel model = SmallModels.Model(SmallModels.Options("position: learned"));
        using var workspace = new Workspace();
        using var search = new BeamSearch(model, workspace, SmallModels.Start, SmallModels.End);
        (int[] ids, int[] offsets) = SmallModels.Sentences(4, 60, 3);
        var options = new SearchOptions { Beam = beam, Best = beam, ForcedLength = 200 };
        IReadOnlyList<Hypothesis>[] found = search.Search(ids, offsets, options, cancellation: TestContext.Current.CancellationToken);
        Assert.All(found, hypotheses => Assert.InRange(hypotheses[0].Tokens.Length, 1, model.Options.MaximumLength));
    }

    [Fact]
    public void A_wide_beam_finds_the_most_probable_translation_of_all()
    {
        // Three tokens at most over a small vocabulary: every translation can be scored.
        TransformerOptions options = SmallModels.Options() with { Vocabulary = 7 };
        using TransformerModel model = SmallModels.Model(options, seed: 9);
        using var workspace = new Workspace();
        using var search = new BeamSearch(model, workspace, SmallModels.Start, SmallModels.End);
        int[] source = [4, 5, 6, 4];
        var wide = new SearchOptions
        {
            Beam = 400,
            Best = 1,
            LengthPenalty = new PowerLengthPenalty { Alpha = 0 },
            MaximumLengthRatio = 0,
            MaximumLengthExtra = 3,
        };
        Hypothesis found = search.Search(source, [0, 4], wide, cancellation: TestContext.Current.CancellationToken)[0][0];
        float best = AllTranslations(7, 3).Max(tokens => Score(model, workspace, source, tokens));
        Assert.Equal(best, found.LogProbability, 4);
    }

    [Fact]
    public void Scores_are_log_probabilities_of_the_tokens_returned()
    {
        using TransformerModel model = SmallModels.Model(SmallModels.Options());
        using var workspace = new Workspace();
        using var search = new BeamSearch(model, workspace, SmallModels.Start, SmallModels.End);
        (int[] ids, int[] offsets) = SmallModels.Sentences(8, 6);
        var options = new SearchOptions { Beam = 3, Best = 3, LengthPenalty = new GnmtLengthPenalty { Alpha = 0.6f }, MaximumLengthExtra = 4 };
        foreach (Hypothesis hypothesis in search.Search(ids, offsets, options, cancellation: TestContext.Current.CancellationToken)[0])
        {
            bool ended = hypothesis.Tokens.Length < options.Limit(6);
            int[] tokens = ended ? [.. hypothesis.Tokens, SmallModels.End] : hypothesis.Tokens;
            Assert.Equal(Score(model, workspace, ids, tokens), hypothesis.LogProbability, 3);
            Assert.Equal(hypothesis.LogProbability / MathF.Pow((5 + tokens.Length) / 6f, 0.6f), hypothesis.Score, 4);
        }
    }

    [Fact]
    public void A_forced_length_is_kept()
    {
        using TransformerModel model = SmallModels.Model(SmallModels.Options());
        using var workspace = new Workspace();
        using var search = new BeamSearch(model, workspace, SmallModels.Start, SmallModels.End);
        (int[] ids, int[] offsets) = SmallModels.Sentences(8, 6, 2);
        foreach (IReadOnlyList<Hypothesis> results in search.Search(ids, offsets, new SearchOptions { Beam = 2, ForcedLength = 15 }, cancellation: TestContext.Current.CancellationToken))
        {
            Assert.Equal(15, results[0].Tokens.Length);
        }
    }

    [Fact]
    public void A_decoding_step_allocates_nothing()
    {
        // Twice as many steps allocate only what one longer result array takes.
        using TransformerModel model = SmallModels.Model(SmallModels.Options());
        model.Parameters.Freeze();
        using var workers = new WorkerPool(1);
        using var workspace = new Workspace(workers);
        using var search = new BeamSearch(model, workspace, SmallModels.Start, SmallModels.End);
        (int[] ids, int[] offsets) = SmallModels.Sentences(8, 6, 3);
        long Measure(int length)
        {
            var options = new SearchOptions { Beam = 3, ForcedLength = length };
            search.Search(ids, offsets, options, cancellation: TestContext.Current.CancellationToken);
            long before = GC.GetAllocatedBytesForCurrentThread();
            search.Search(ids, offsets, options, cancellation: TestContext.Current.CancellationToken);
            return GC.GetAllocatedBytesForCurrentThread() - before;
        }

        Measure(40);
        long difference = Measure(40) - Measure(20);

        // 2 sentences × 3 hypotheses: 20 more tokens, each with its log-probability, in each buffer of the search and in each result.
        const long Buffers = 2 * (3 + 3) * 20 * (sizeof(int) + sizeof(float));
        Assert.InRange(difference, 0, Buffers);
    }

    [Fact]
    public void More_translations_than_beams_are_refused() =>
        Assert.Throws<ArgumentException>(() => new SearchOptions { Beam = 2, Best = 3 }.Check());

    private static IEnumerable<int[]> AllTranslations(int vocabulary, int limit)
    {
        IEnumerable<int[]> prefixes = [[]];
        for (int length = 1; length <= limit; length++)
        {
            int[][] grown = [.. prefixes.SelectMany(prefix => Enumerable.Range(0, vocabulary).Select(token => (int[])[.. prefix, token]))];
            foreach (int[] finished in grown.Where(tokens => length == limit || tokens[^1] == SmallModels.End))
            {
                yield return finished;
            }

            prefixes = grown.Where(tokens => tokens[^1] != SmallModels.End);
        }
    }

    private static float Score(TransformerModel model, Workspace workspace, int[] source, int[] tokens)
    {
        workspace.BeginInferenceStep();
        int[] input = [SmallModels.Start, .. tokens[..^1]];
        var sources = Nn.Sequences.Packed(workspace, [0, source.Length]);
        Tensor memory = model.Encode(workspace, source, sources);
        Tensor logits = model.Logits(model.Decode(workspace, input, Nn.Sequences.Packed(workspace, [0, input.Length]), memory, sources));
        double sum = 0;
        for (int row = 0; row < tokens.Length; row++)
        {
            ReadOnlySpan<float> line = logits.Values.Slice(row * logits.Columns, logits.Columns);
            double normalizer = 0;
            foreach (float value in line)
            {
                normalizer += Math.Exp(value);
            }

            sum += line[tokens[row]] - Math.Log(normalizer);
        }

        return (float)sum;
    }
}
