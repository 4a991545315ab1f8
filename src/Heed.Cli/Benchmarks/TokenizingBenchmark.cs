using System.Diagnostics;
using System.Text;
using Heed.Text.Tokenization;

namespace Heed.Cli.Benchmarks;

/// <summary>Times encoding of lines that are in memory already, on several threads, again and again.</summary>
internal sealed record TokenizingBenchmark
{
    public required Tokenizer Tokenizer { get; init; }

    public required IReadOnlyList<string> Lines { get; init; }

    /// <summary>How often the text is encoded; the first time is reported apart, because words are new and code is compiled in it.</summary>
    public required int Passes { get; init; }

    /// <summary>0: one a processor.</summary>
    public int Threads { get; init; }

    public TokenizingResult Run(CancellationToken cancellation)
    {
        var seconds = new List<double>();
        long pieces = 0;
        for (int pass = 0; pass < Passes; pass++)
        {
            cancellation.ThrowIfCancellationRequested();
            long start = Stopwatch.GetTimestamp();
            int[][] ids = Tokenizer.EncodeAll(Lines, Threads);
            seconds.Add(Stopwatch.GetElapsedTime(start).TotalSeconds);
            pieces = ids.Sum(line => (long)line.Length);
        }

        return new TokenizingResult
        {
            Lines = Lines.Count,
            Bytes = Lines.Sum(line => (long)Encoding.UTF8.GetByteCount(line) + 1),
            Pieces = pieces,
            FirstSeconds = seconds[0],
            BestSeconds = seconds.Min(),
            Threads = Threads > 0 ? Threads : Environment.ProcessorCount,
        };
    }
}
