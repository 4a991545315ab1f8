using Heed.Models.Generation;
using Heed.Server.Engines;
using Heed.Text.Tokenization;

namespace Heed.Server.Completions;

/// <summary>One of the texts of a completion: its tokens become pieces of text with their log-probabilities, up to where it has to stop.</summary>
internal sealed class CompletionChoice
{
    private readonly CompletionQuestion question;
    private readonly Generation generation;
    private readonly TextDecoder decoder;
    private readonly StopText stop;
    private readonly IReadOnlyList<int> prompt;
    private readonly Queue<TokenEntry> held = [];
    private int read; // characters of the text whose tokens are known
    private int shown; // characters of the text that were given out

    public CompletionChoice(CompletionQuestion question, int index, IReadOnlyList<int> prompt, Generation generation)
    {
        (this.question, this.prompt, this.generation, Index) = (question, prompt, generation, index);
        decoder = new TextDecoder(Tokenizer, prompt);
        stop = new StopText(question.Stop);
    }

    /// <summary>Which of the answer's texts this is.</summary>
    public int Index { get; }

    /// <summary>How many tokens were written so far.</summary>
    public int Tokens { get; private set; }

    private Tokenizer Tokenizer => question.Engine.Generator.Tokenizer;

    private string Prompt => question.Prompts[Index / question.Count];

    /// <summary>The pieces as they come; the last one says why the text ends.</summary>
    public async IAsyncEnumerable<CompletionPiece> ReadAsync([System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellation)
    {
        bool isFirst = true;
        await foreach (ScoredToken token in generation.ReadAsync(cancellation).ConfigureAwait(false))
        {
            if (isFirst && question.Echo)
            {
                yield return EchoPrompt();
            }

            isFirst = false;
            Tokens++;
            string peeked = question.LogProbabilities is null ? "" : decoder.Peek(token.Id);
            TokenEntry? entry = question.LogProbabilities is null ? null : Entry(token, peeked, decoder);
            string added = decoder.Append(token.Id);
            if (Show(added, entry) is { } piece)
            {
                yield return piece;
            }

            if (stop.IsOver)
            {
                generation.Abandon();
                break;
            }
        }

        if (isFirst && question.Echo)
        {
            yield return EchoPrompt();
        }

        string rest = stop.IsOver ? "" : stop.Append(decoder.Flush()) + stop.Flush();
        string reason = stop.IsOver || generation.EndedByModel ? "stop" : "length";
        yield return new CompletionPiece(rest, Release(rest.Length, all: !stop.IsOver), reason);
    }

    /// <summary>The rest of the text is not wanted.</summary>
    public void Abandon() => generation.Abandon();

    private CompletionPiece? Show(string added, TokenEntry? entry)
    {
        if (entry is not null)
        {
            held.Enqueue(entry);
        }

        read += added.Length;
        string sure = stop.Append(added);
        return sure.Length == 0 ? null : new CompletionPiece(sure, Release(sure.Length, all: false), null);
    }

    /// <summary>The entries of tokens whose text begins within what is given out.</summary>
    private List<TokenEntry> Release(int characters, bool all)
    {
        shown += characters;
        var released = new List<TokenEntry>();
        while (held.TryPeek(out TokenEntry? entry) && (all || entry.Offset < shown))
        {
            released.Add(held.Dequeue());
        }

        return released;
    }

    private CompletionPiece EchoPrompt()
    {
        var entries = new List<TokenEntry>();
        if (question.LogProbabilities is not null)
        {
            ScoredToken[] scores = [.. generation.PromptScores];
            int unscored = prompt.Count - scores.Length; // the first one, and those before the window
            var echo = new TextDecoder(Tokenizer, []);
            for (int place = 0; place < prompt.Count; place++)
            {
                string piece = echo.Peek(prompt[place]);
                ScoredToken? score = place >= unscored ? scores[place - unscored] : null;
                TokenEntry entry = score is { } known ? Entry(known, piece, echo) : new TokenEntry(piece, null, null, read);
                string added = echo.Append(prompt[place]);
                if (!Tokenizer.SpecialIds.Contains(prompt[place]))
                {
                    entries.Add(entry);
                    read += added.Length;
                }
            }
        }

        (read, shown) = (Prompt.Length, Prompt.Length);
        return new CompletionPiece(Prompt, entries, null);
    }

    private TokenEntry Entry(ScoredToken token, string piece, TextDecoder place)
    {
        var likely = new Dictionary<string, float>();
        foreach ((int id, float logProbability) in token.Likely)
        {
            likely.TryAdd(place.Peek(id), logProbability);
        }

        likely.TryAdd(piece, token.LogProbability);
        return new TokenEntry(piece, token.LogProbability, question.LogProbabilities > 0 ? likely : null, read);
    }
}
