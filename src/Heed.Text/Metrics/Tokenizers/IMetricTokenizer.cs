namespace Heed.Text.Metrics.Tokenizers;

/// <summary>Cuts a line into the words that BLEU compares. It has no state, so that one instance serves every thread.</summary>
public interface IMetricTokenizer
{
    /// <summary>The name in options and signatures.</summary>
    string Name { get; }

    /// <summary>The line with white space between its words.</summary>
    string Tokenize(string line);
}
