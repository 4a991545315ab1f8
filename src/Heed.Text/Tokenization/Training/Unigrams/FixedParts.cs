namespace Heed.Text.Tokenization.Training.Unigrams;

/// <summary>
/// Work over many texts in parts that are the same on any number of threads, and whose results are added in the same order: so is the sum,
/// to the last bit.
/// </summary>
internal sealed class FixedParts
{
    private const int Count = 8;
    private readonly int[] bounds = new int[Count + 1];

    /// <param name="texts">Parts get about as many characters each.</param>
    /// <param name="threads">How many parts run at once.</param>
    public FixedParts(IReadOnlyList<string> texts, int threads)
    {
        Threads = threads;
        long total = texts.Sum(text => (long)text.Length);
        long sum = 0;
        int part = 1;
        for (int i = 0; i < texts.Count; i++)
        {
            sum += texts[i].Length;
            while (part < Count && sum * Count >= total * part)
            {
                bounds[part++] = i + 1;
            }
        }

        Array.Fill(bounds, texts.Count, part, bounds.Length - part);
    }

    /// <summary>How many parts run at once.</summary>
    public int Threads { get; }

    /// <summary>Calls the work with the first index of each part and the one after its last.</summary>
    public double[][] Run(Func<int, int, double[]> work)
    {
        var results = new double[Count][];
        Parallel.For(0, Count, new ParallelOptions { MaxDegreeOfParallelism = Threads }, part => results[part] = work(bounds[part], bounds[part + 1]));
        return results;
    }

    public static double[] Sum(double[][] parts)
    {
        double[] sum = parts[0];
        for (int part = 1; part < parts.Length; part++)
        {
            for (int i = 0; i < sum.Length; i++)
            {
                sum[i] += parts[part][i];
            }
        }

        return sum;
    }
}
