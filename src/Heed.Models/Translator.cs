using Heed.Models.Checkpoints;
using Heed.Models.Generation;
using Heed.Models.SequenceToSequence;
using Heed.Tensors;
using Heed.Tensors.Memory;
using Heed.Text;
using Heed.Text.Tokenization;

namespace Heed.Models;

/// <summary>
/// A trained translator: <c>using var translator = Translator.Load("model"); translator.Translate("…")</c>. Safe to use from several
/// threads; they take turns.
/// </summary>
public sealed class Translator : IDisposable
{
    private readonly Workspace workspace;
    private readonly BeamSearch search;
    private readonly Lock gate = new();

    /// <summary>Takes over <paramref name="model"/>; <paramref name="workers"/> stays the caller's, null starts a pool of its own.</summary>
    public Translator(SequenceToSequenceModel model, Tokenizer tokenizer, Tokenizer? sourceTokenizer = null, WorkerPool? workers = null)
    {
        (Model, Tokenizer, SourceTokenizer) = (model, tokenizer, sourceTokenizer ?? tokenizer);
        RequireSize(tokenizer, model.Options.Vocabulary, ModelFolder.Tokenizer);
        RequireSize(SourceTokenizer, model.Options.SourceVocabulary ?? model.Options.Vocabulary, sourceTokenizer is null ? ModelFolder.Tokenizer : ModelFolder.SourceTokenizer);
        workspace = new Workspace(workers);
        search = new BeamSearch(model, workspace, StartToken, tokenizer.Specials.End);
    }

    public SequenceToSequenceModel Model { get; }

    /// <summary>Of what is written, and of what is read where there is no other.</summary>
    public Tokenizer Tokenizer { get; }

    /// <summary>Stands before every translation.</summary>
    public int StartToken => Model.Options.StartToken ?? Tokenizer.Specials.Start;

    /// <summary>Of what is read.</summary>
    public Tokenizer SourceTokenizer { get; }

    /// <summary>How many source tokens go through the model at once.</summary>
    public int BatchTokens { get; set; } = 2048;

    /// <summary>Loads a model folder.</summary>
    /// <exception cref="UserException">A part is missing, damaged, or does not fit the others.</exception>
    public static Translator Load(string folder, WorkerPool? workers = null)
    {
        Tokenizer tokenizer = Tokenizer.Load(ModelFolder.Require(folder, ModelFolder.Tokenizer));
        string sourcePath = Path.Combine(folder, ModelFolder.SourceTokenizer);
        Tokenizer? source = File.Exists(sourcePath) ? Tokenizer.Load(sourcePath) : null;
        SequenceToSequenceModel model = ModelFolder.Load<ISequenceToSequenceOptions, SequenceToSequenceModel>(folder);
        try
        {
            model.Parameters.Freeze();
            return new Translator(model, tokenizer, source, workers);
        }
        catch
        {
            model.Dispose();
            throw;
        }
    }

    /// <summary>The best translation of one sentence.</summary>
    public string Translate(string sentence, SearchOptions? options = null) => Translate([sentence], options)[0][0].Text;

    /// <summary>
    /// The best translations of each sentence, in the order given. An empty sentence has the empty translation; one longer than the model's maximum is cut
    /// to it. Sentences of like length go through the model together.
    /// </summary>
    public IReadOnlyList<IReadOnlyList<Translation>> Translate(
        IReadOnlyList<string> sentences,
        SearchOptions? options = null,
        CancellationToken cancellation = default) => Translate(sentences, options, wishes: null, cancellation);

    /// <summary>The same, where sentences want something for themselves; one that was cancelled has no translation at all.</summary>
    /// <exception cref="UserException">A prefix is not one that a translation can have.</exception>
    public IReadOnlyList<IReadOnlyList<Translation>> Translate(
        IReadOnlyList<string> sentences,
        SearchOptions? options,
        IReadOnlyList<SentenceSearch>? wishes,
        CancellationToken cancellation = default)
    {
        int[][] encoded = [.. sentences.Select(Encode)];
        return TranslateEncoded(encoded, options, wishes, cancellation);
    }

    /// <summary>The same for sentences that <see cref="Encode"/> has made ids of.</summary>
    public IReadOnlyList<IReadOnlyList<Translation>> TranslateEncoded(
        IReadOnlyList<int[]> sentences,
        SearchOptions? options = null,
        IReadOnlyList<SentenceSearch>? wishes = null,
        CancellationToken cancellation = default)
    {
        options ??= new SearchOptions();
        options.Check();
        var results = new IReadOnlyList<Translation>[sentences.Count];
        lock (gate)
        {
            foreach (int[] batch in Batches(sentences))
            {
                cancellation.ThrowIfCancellationRequested();
                Translate(batch, sentences, new Wanted(options, wishes, cancellation), results);
            }
        }

        return results;
    }

    /// <summary>The most probable tokens behind <paramref name="prefix"/>, ids without the start, in a translation of <paramref name="sentence"/>, best first.</summary>
    /// <exception cref="UserException">The sentence is empty, or the prefix is not one that a translation can have.</exception>
    public IReadOnlyList<TokenProbability> Next(string sentence, IReadOnlyList<int> prefix, int count = 10)
    {
        int[] source = Encode(sentence);
        if (source.Length == 0)
        {
            throw new UserException("There is nothing to translate: the sentence is empty.");
        }

        lock (gate)
        {
            return search.Next(source, prefix, count);
        }
    }

    /// <summary>A sentence's ids with the end token; nothing at all for an empty sentence.</summary>
    public int[] Encode(string sentence)
    {
        if (string.IsNullOrWhiteSpace(sentence))
        {
            return [];
        }

        int[] ids = SourceTokenizer.Encode(sentence);
        ReadOnlySpan<int> kept = ids.AsSpan(0, Math.Min(ids.Length, Model.Options.MaximumLength - 1));
        return Model.Options.EndSource ? [.. kept, SourceTokenizer.Specials.End] : kept.ToArray();
    }

    /// <summary>Whether <see cref="Encode"/> would have to cut the sentence.</summary>
    public bool IsTooLong(string sentence) => SourceTokenizer.Encode(sentence).Length > Model.Options.MaximumLength - 1;

    /// <summary>Runs <paramref name="work"/> while nobody else uses the model, on the workspace that translations run on.</summary>
    internal T Run<T>(Func<Workspace, T> work)
    {
        lock (gate)
        {
            return work(workspace);
        }
    }

    public void Dispose()
    {
        search.Dispose();
        workspace.Dispose();
        Model.Dispose();
    }

    private static void RequireSize(Tokenizer tokenizer, int rows, string file)
    {
        if (tokenizer.VocabularySize != rows)
        {
            throw new UserException(
                $"The tokenizer has {tokenizer.VocabularySize} pieces, but the model was made for {rows}: {file} and config.json must belong together.");
        }
    }

    private IEnumerable<int[]> Batches(IReadOnlyList<int[]> encoded)
    {
        var batch = new List<int>();
        int tokens = 0;
        foreach (int index in Enumerable.Range(0, encoded.Count).OrderBy(index => encoded[index].Length))
        {
            if (batch.Count > 0 && tokens + encoded[index].Length > BatchTokens)
            {
                yield return [.. batch];
                tokens = 0;
                batch.Clear();
            }

            batch.Add(index);
            tokens += encoded[index].Length;
        }

        if (batch.Count > 0)
        {
            yield return [.. batch];
        }
    }

    private void Translate(int[] batch, IReadOnlyList<int[]> encoded, in Wanted wanted, IReadOnlyList<Translation>[] results)
    {
        int[] filled = [.. batch.Where(index => encoded[index].Length > 0)];
        foreach (int index in batch.Except(filled))
        {
            results[index] = [new Translation(string.Empty, 0, 0, [])];
        }

        if (filled.Length == 0)
        {
            return;
        }

        int[] ids = [.. filled.SelectMany(index => encoded[index])];
        var offsets = new int[filled.Length + 1];
        for (int place = 0; place < filled.Length; place++)
        {
            offsets[place + 1] = offsets[place] + encoded[filled[place]].Length;
        }

        IReadOnlyList<Hypothesis>[] found = search.Search(ids, offsets, wanted.Options, wanted.WishesOf(filled), wanted.Cancellation);
        for (int place = 0; place < filled.Length; place++)
        {
            results[filled[place]] = [.. found[place].Select(hypothesis =>
                new Translation(Tokenizer.Decode(hypothesis.Tokens), hypothesis.Score, hypothesis.LogProbability, hypothesis.Tokens)
                {
                    LogProbabilities = hypothesis.LogProbabilities,
                })];
        }
    }

    private readonly record struct Wanted(SearchOptions Options, IReadOnlyList<SentenceSearch>? Wishes, CancellationToken Cancellation)
    {
        public SentenceSearch[]? WishesOf(int[] sentences)
        {
            IReadOnlyList<SentenceSearch>? all = Wishes;
            return all is null ? null : [.. sentences.Select(index => all[index])];
        }
    }
}
