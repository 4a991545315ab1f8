namespace Heed.Server.Engines;

/// <summary>What a model does next: a piece of exclusive work, or else a batch.</summary>
internal readonly record struct EngineWork(ExclusiveRequest? Exclusive, IReadOnlyList<BatchedSentence> Batch);
