namespace Heed.Models.Inspection;

/// <summary>A translation that the search finished.</summary>
/// <param name="Node">The node that finished it.</param>
/// <param name="Text">The translation.</param>
/// <param name="Total">The sum of its log-probabilities.</param>
/// <param name="Length">Its tokens, the end included: what the length penalty counts.</param>
/// <param name="Score">The total divided by the length penalty's divisor.</param>
public sealed record TracedHypothesis(int Node, string Text, float Total, int Length, float Score);
