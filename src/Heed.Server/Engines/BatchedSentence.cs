using Heed.Models.Generation;

namespace Heed.Server.Engines;

/// <summary>A sentence of a request.</summary>
internal readonly record struct BatchedSentence(TranslationRequest Request, int Index)
{
    /// <summary>The ids of its source.</summary>
    public int[] Source => Request.Sources[Index];

    /// <summary>What it wants for itself.</summary>
    public SentenceSearch Wish => new() { Prefix = Request.Prefixes?[Index] ?? [], Cancellation = Request.Cancellation };

    public void Complete(IReadOnlyList<Models.Translation> found) => Request.Complete(Index, found);
}
