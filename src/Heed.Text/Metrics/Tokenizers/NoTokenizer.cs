namespace Heed.Text.Metrics.Tokenizers;

/// <summary><c>none</c>: the words are what white space separates. For text that is already tokenized.</summary>
internal sealed class NoTokenizer : IMetricTokenizer
{
    public string Name => "none";

    public string Tokenize(string line) => line;
}
