using System.Runtime.InteropServices;
using Heed.Models.Checkpoints;
using Heed.Models.Generation;
using Heed.Models.Generation.Drafts;
using Heed.Models.Generation.Sampling;
using Heed.Models.LanguageModels;
using Heed.Tensors;
using Heed.Tensors.Memory;
using Heed.Text;
using Heed.Text.Tokenization;

namespace Heed.Models;

/// <summary>
/// A language model that goes on with texts: <c>using var generator = TextGenerator.Load("model"); generator.Generate("Once upon a time")</c>. For one thread at
/// a time.
/// </summary>
public sealed class TextGenerator : IDisposable
{
    private readonly Workspace workspace;
    private readonly GenerationContext context;

    /// <summary>Takes over <paramref name="model"/>; <paramref name="workers"/> stays the caller's, null starts a pool of its own.</summary>
    /// <exception cref="UserException">Tokenizer and model do not belong together.</exception>
    public TextGenerator(LanguageModel model, Tokenizer tokenizer, WorkerPool? workers = null)
    {
        (Model, Tokenizer) = (model, tokenizer);
        if (tokenizer.VocabularySize != model.Options.Vocabulary)
        {
            throw new UserException(
                $"The tokenizer has {tokenizer.VocabularySize} pieces, but the model was made for {model.Options.Vocabulary}: tokenizer.json and config.json must belong together.");
        }

        workspace = new Workspace(workers);
        context = new GenerationContext(model);
    }

    public LanguageModel Model { get; }

    public Tokenizer Tokenizer { get; }

    /// <summary>Where drafts come from; null writes one token a pass. Stays the caller's.</summary>
    public IDraftSource? Draft { get; set; }

    /// <summary>What the newest text took.</summary>
    public GenerationStatistics Statistics { get; private set; } = new();

    /// <summary>Loads a model folder.</summary>
    /// <exception cref="UserException">A part is missing, damaged, or does not fit the others.</exception>
    public static TextGenerator Load(string folder, WorkerPool? workers = null)
    {
        Tokenizer tokenizer = Tokenizer.Load(ModelFolder.Require(folder, ModelFolder.Tokenizer));
        LanguageModel model = ModelFolder.Load<ILanguageModelOptions, LanguageModel>(folder);
        try
        {
            model.Parameters.Freeze();
            return new TextGenerator(model, tokenizer, workers);
        }
        catch
        {
            model.Dispose();
            throw;
        }
    }

    /// <summary>What follows <paramref name="prompt"/>, all at once.</summary>
    public string Generate(string prompt, GenerationOptions? options = null) => string.Concat(Stream(prompt, options));

    /// <summary>What follows <paramref name="prompt"/>, as it comes; characters that take several tokens come whole.</summary>
    /// <exception cref="UserException">An option makes no sense, or the prompt is empty and the model knows no beginning of a text.</exception>
    public IEnumerable<string> Stream(string prompt, GenerationOptions? options = null)
    {
        int[] start = Encode(prompt);
        var decoder = new TextDecoder(Tokenizer, start);
        foreach (int token in Tokens(start, options ?? new GenerationOptions()))
        {
            if (decoder.Append(token) is { Length: > 0 } added)
            {
                yield return added;
            }
        }
    }

    /// <summary>The tokens that follow <paramref name="prompt"/>, one by one, up to the end of the text or the limit.</summary>
    /// <remarks>With a draft the tokens are exactly those without one: a guess is kept only if it is what would have been drawn.</remarks>
    public IEnumerable<int> Tokens(IReadOnlyList<int> prompt, GenerationOptions options)
    {
        var sampler = new TokenSampler(options.Sampling);
        int? end = options.IgnoreEnd ? null : Tokenizer.Specials.Find(SpecialToken.End);
        var text = new List<int>(prompt);
        var next = new List<int>();
        Statistics = new GenerationStatistics();
        while (Statistics.Tokens < options.MaximumTokens)
        {
            Verify(text, sampler, options, next);
            foreach (int token in next)
            {
                if (token == end || Statistics.Tokens == options.MaximumTokens)
                {
                    yield break;
                }

                Statistics.Tokens++;
                text.Add(token);
                yield return token;
            }
        }
    }

    public void Dispose()
    {
        context.Dispose();
        workspace.Dispose();
        Model.Dispose();
    }

    /// <summary>A prompt's ids behind the start token, where the tokenizer puts one there.</summary>
    public int[] Encode(string prompt)
    {
        int[] ids = Tokenizer.Encode(prompt, new EncodeOptions { AddSpecialTokens = true });
        return ids.Length > 0 ? ids
            : Tokenizer.Specials.Find(SpecialToken.Start) is { } start ? [start]
            : throw new UserException("The prompt is empty, and this model's tokenizer has no token that begins a text; give it something to go on with.");
    }

    /// <summary>One pass: draws the token behind the text, and behind each guess of the draft as long as the guesses are right.</summary>
    private void Verify(List<int> text, TokenSampler sampler, GenerationOptions options, List<int> next)
    {
        Span<int> draft = new int[Math.Max(0, Math.Min(options.DraftLength, Math.Min(context.RoomForDraft(text.Count), options.MaximumTokens - Statistics.Tokens - 1)))];
        ReadOnlySpan<int> past = CollectionsMarshal.AsSpan(text);
        draft = Draft is null ? [] : draft[..Draft.Propose(past, draft)];
        Tensor logits = context.Step(workspace, past, draft); // (1 + drafts, V)
        Statistics.Passes++;
        Statistics.Drafted += draft.Length;
        int[] all = [.. past, .. draft];
        next.Clear();
        for (int row = 0; row <= draft.Length; row++)
        {
            int token = sampler.Draw(logits.Values.Slice(row * logits.Columns, logits.Columns), all.AsSpan(0, past.Length + row));
            next.Add(token);
            if (row == draft.Length || draft[row] != token)
            {
                break;
            }

            Statistics.Accepted++;
        }
    }
}
