namespace Heed.Server.Engines;

/// <summary>How much may wait in front of a model, and how much goes through it at once.</summary>
public sealed record EngineLimits
{
    /// <summary>The most requests that may wait.</summary>
    public int QueueRequests { get; init; } = 256;

    /// <summary>The most source tokens that may wait, all requests together. A single request of more is taken while nothing waits.</summary>
    public int QueueTokens { get; init; } = 1 << 17;

    /// <summary>The most source tokens that go through the model at once.</summary>
    public int BatchTokens { get; init; } = 2048;

    /// <summary>The most sentences that go through the model at once.</summary>
    public int BatchSentences { get; init; } = 256;

    /// <summary>How many texts of a language model grow side by side; each has a cache of the model's whole window.</summary>
    public int GrowingTexts { get; init; } = 8;

    /// <summary>How long a batch waits for more while clients come in crowds; a lone request never waits.</summary>
    public TimeSpan Gather { get; init; } = TimeSpan.FromMilliseconds(2);
}
