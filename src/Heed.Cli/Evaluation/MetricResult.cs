namespace Heed.Cli.Evaluation;

/// <summary>One score of a corpus.</summary>
/// <param name="Key">What <c>--json</c> calls it: <c>bleu</c>, <c>chrf</c>, <c>chrf++</c>.</param>
/// <param name="Score">0 to 100, in full precision.</param>
/// <param name="Signature">Everything that the score depends on.</param>
/// <param name="Line">sacreBLEU's line, for people.</param>
internal sealed record MetricResult(string Key, double Score, string Signature, string Line);
