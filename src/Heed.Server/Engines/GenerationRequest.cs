using System.Threading.Channels;
using Heed.Models.Generation;

namespace Heed.Server.Engines;

/// <summary>A text that waits for a language model, or grows.</summary>
internal sealed class GenerationRequest(GrowingText text, int maximumTokens, CancellationToken cancellation) : EngineRequest(text.PromptLength, cancellation)
{
    private readonly Channel<ScoredToken> tokens = Channel.CreateUnbounded<ScoredToken>(new UnboundedChannelOptions { SingleReader = true, SingleWriter = true });
    private int written;
    private volatile bool isAbandoned;

    public GrowingText Text => text;

    /// <summary>The tokens as they are drawn; complete when the text is.</summary>
    public ChannelReader<ScoredToken> Tokens => tokens.Reader;

    /// <summary>Takes the next token; returns whether the text is complete with it.</summary>
    public bool Take(ScoredToken token, int? end)
    {
        bool ends = token.Id == end;
        if (!ends && written < maximumTokens)
        {
            tokens.Writer.TryWrite(token);
            written++;
        }

        EndedByModel = ends && written < maximumTokens;
        bool isComplete = ends || written >= maximumTokens;
        if (isComplete)
        {
            tokens.Writer.TryComplete();
        }

        return isComplete;
    }

    /// <summary>Whether nobody wants the rest of the text.</summary>
    public bool IsGone => isAbandoned || Cancellation.IsCancellationRequested;

    /// <summary>Whether the model ended the text; otherwise it was the limit.</summary>
    public bool EndedByModel { get; private set; }

    public void Abandon() => isAbandoned = true;

    public override void Fail(Exception? exception) => tokens.Writer.TryComplete(exception ?? new OperationCanceledException(Cancellation));
}
