namespace Heed.Text.Corpora;

/// <summary>A sentence and its translation.</summary>
public readonly record struct SentencePair(string Source, string Target);
