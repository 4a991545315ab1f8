using Heed.Models.Generation;

namespace Heed.Server.Engines;

/// <summary>A text that an engine goes on with.</summary>
public sealed class Generation
{
    private readonly GenerationRequest request;

    internal Generation(GenerationRequest request) => this.request = request;

    /// <summary>Whether the model ended the text, and not the limit; known when the tokens are complete.</summary>
    public bool EndedByModel => request.EndedByModel;

    /// <summary>The scores of the prompt's tokens from the second one on, where they were asked for; known with the first token.</summary>
    public IReadOnlyList<ScoredToken> PromptScores => request.Text.PromptScores;

    /// <summary>The rest of the text is not wanted.</summary>
    public void Abandon() => request.Abandon();

    /// <summary>The tokens as they are drawn, without the one that ends the text.</summary>
    /// <exception cref="OperationCanceledException">The client went away.</exception>
    public IAsyncEnumerable<ScoredToken> ReadAsync(CancellationToken cancellation = default) => request.Tokens.ReadAllAsync(cancellation);
}
