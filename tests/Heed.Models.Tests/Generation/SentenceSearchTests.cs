using Heed.Models.Generation;
using Heed.Models.Tests.Support;
using Heed.Models.Transformer;
using Heed.Tensors;
using Heed.Text;

namespace Heed.Models.Tests.Generation;

public sealed class SentenceSearchTests : IDisposable
{
    private readonly TransformerModel model = SmallModels.Model(SmallModels.Options());
    private readonly Workspace workspace = new();
    private readonly BeamSearch search;

    public SentenceSearchTests() => search = new BeamSearch(model, workspace, SmallModels.Start, SmallModels.End);

    [Fact]
    public void Greedy_search_behind_the_beginning_of_its_own_result_finds_that_result()
    {
        (int[] ids, int[] offsets) = SmallModels.Sentences(4, 6);
        var greedy = new SearchOptions { Beam = 1, MaximumLengthExtra = 0 };
        Hypothesis plain = Find(ids, offsets, greedy)[0][0];
        for (int length = 0; length < plain.Tokens.Length; length++)
        {
            Hypothesis forced = Find(ids, offsets, greedy, new SentenceSearch { Prefix = plain.Tokens[..length] })[0][0];
            Assert.Equal(plain.Tokens, forced.Tokens);
            Assert.Equal(plain.LogProbabilities, forced.LogProbabilities);
            Assert.Equal((plain.LogProbability, plain.Score), (forced.LogProbability, forced.Score));
        }
    }

    [Fact]
    public void A_wide_beam_behind_a_prefix_finds_what_it_finds_among_all_that_begin_so()
    {
        using TransformerModel small = SmallModels.Model(SmallModels.Options() with { Vocabulary = 7 }, seed: 9);
        using var exhaustive = new BeamSearch(small, workspace, SmallModels.Start, SmallModels.End);
        var options = new SearchOptions
        {
            Beam = 400,
            Best = 400,
            LengthPenalty = new PowerLengthPenalty { Alpha = 0 },
            MaximumLengthRatio = 0,
            MaximumLengthExtra = 3,
        };
        int[] source = [4, 5, 6, 4];
        IReadOnlyList<Hypothesis> all = exhaustive.Search(source, [0, 4], options, cancellation: TestContext.Current.CancellationToken)[0];
        for (int first = 4; first < 7; first++)
        {
            var wish = new SentenceSearch { Prefix = [first] };
            Hypothesis forced = exhaustive.Search(source, [0, 4], options with { Best = 1 }, [wish], TestContext.Current.CancellationToken)[0][0];
            Hypothesis expected = all.First(hypothesis => hypothesis.Tokens is [var token, ..] && token == first);
            Assert.Equal(expected.Tokens, forced.Tokens);
            Assert.Equal(expected.LogProbability, forced.LogProbability);
        }
    }

    [Fact]
    public void A_prefix_of_one_sentence_leaves_the_others_as_they_are()
    {
        (int[] ids, int[] offsets) = SmallModels.Sentences(4, 5, 8, 3);
        var options = new SearchOptions { Beam = 3 };
        IReadOnlyList<Hypothesis>[] plain = Find(ids, offsets, options);
        IReadOnlyList<Hypothesis>[] mixed = Find(ids, offsets, options, new SentenceSearch(), new SentenceSearch { Prefix = [9, 4, 9, 4] }, new SentenceSearch());
        Assert.Equal([9, 4, 9, 4], mixed[1][0].Tokens[..4]);
        foreach (int sentence in (int[])[0, 2])
        {
            Assert.Equal(plain[sentence][0].Tokens, mixed[sentence][0].Tokens);
            Assert.Equal(plain[sentence][0].LogProbability, mixed[sentence][0].LogProbability);
        }
    }

    [Fact]
    public void A_cancelled_sentence_leaves_the_batch_at_once_and_the_others_stay()
    {
        (int[] ids, int[] offsets) = SmallModels.Sentences(4, 5, 8);
        var options = new SearchOptions { Beam = 2, ForcedLength = 20 };
        using var cancellation = new CancellationTokenSource();
        var watch = new Watch { AfterStep = step => Stop(step, cancellation) };
        IReadOnlyList<Hypothesis>[] found = Find(ids, offsets, options, new SentenceSearch { Observer = watch, Cancellation = cancellation.Token }, new SentenceSearch());
        Assert.Empty(found[0]);
        Assert.Equal(3, watch.Steps);
        Assert.Equal(Find(ids, offsets, options)[1][0].Tokens, found[1][0].Tokens);
    }

    [Fact]
    public void A_cancelled_search_ends_at_the_next_step()
    {
        (int[] ids, int[] offsets) = SmallModels.Sentences(4, 5);
        using var cancellation = new CancellationTokenSource();
        var watch = new Watch { AfterStep = step => Stop(step, cancellation) };
        Assert.Throws<OperationCanceledException>(
            () => search.Search(ids, offsets, new SearchOptions { ForcedLength = 20 }, [new SentenceSearch { Observer = watch }], cancellation.Token));
        Assert.Equal(3, watch.Steps);
    }

    [Fact]
    public void Every_branch_is_its_parent_and_one_token_more()
    {
        (int[] ids, int[] offsets) = SmallModels.Sentences(8, 6);
        var watch = new Watch();
        var options = new SearchOptions { Beam = 3, Best = 3, MaximumLengthExtra = 4 };
        IReadOnlyList<Hypothesis> found = Find(ids, offsets, options, new SentenceSearch { Observer = watch })[0];
        float[] live = [0];
        foreach (List<BeamBranch> step in watch.Branches)
        {
            Assert.All(step, branch => Assert.Equal(live[branch.Parent] + branch.LogProbability, branch.Total));
            Assert.Equal(step.OrderByDescending(branch => branch.Total).Select(branch => branch.Total), step.Select(branch => branch.Total));
            live = [.. step.Where(branch => branch.Fate == BeamFate.Live).Select(branch => branch.Total)];
            Assert.InRange(live.Length, 0, 3);
        }

        float[] finished = [.. watch.Branches.SelectMany(step => step).Where(branch => branch.Fate == BeamFate.Finished).Select(branch => branch.Total)];
        Assert.All(found, hypothesis => Assert.Contains(hypothesis.LogProbability, finished));
        Assert.All(found, hypothesis => Assert.Equal(hypothesis.LogProbability, hypothesis.LogProbabilities.Aggregate(0f, (sum, next) => sum + next)));
    }

    [Theory]
    [InlineData(SmallModels.End)]
    [InlineData(SmallModels.Start)]
    [InlineData(SmallModels.Vocabulary)]
    [InlineData(-1)]
    public void A_prefix_that_no_translation_has_is_refused(int id)
    {
        (int[] ids, int[] offsets) = SmallModels.Sentences(8, 6);
        UserException refusal = Assert.Throws<UserException>(() => Find(ids, offsets, new SearchOptions(), new SentenceSearch { Prefix = [5, id] }));
        Assert.Contains($"{id}", refusal.Message, StringComparison.Ordinal);
    }

    public void Dispose()
    {
        search.Dispose();
        workspace.Dispose();
        model.Dispose();
    }

    private static void Stop(int step, CancellationTokenSource cancellation)
    {
        if (step == 3)
        {
            cancellation.Cancel();
        }
    }

    private IReadOnlyList<Hypothesis>[] Find(int[] ids, int[] offsets, SearchOptions options, params SentenceSearch[] wishes) =>
        search.Search(ids, offsets, options, wishes.Length == 0 ? null : wishes, TestContext.Current.CancellationToken);

    private sealed class Watch : IBeamObserver
    {
        private List<BeamBranch> current = [];

        public List<List<BeamBranch>> Branches { get; } = [];

        public Action<int>? AfterStep { get; init; }

        public int Steps => Branches.Count;

        public void Branch(in BeamBranch branch) => current.Add(branch);

        public void EndStep()
        {
            Branches.Add(current);
            current = [];
            AfterStep?.Invoke(Steps);
        }
    }
}
