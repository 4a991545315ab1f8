using System.Globalization;
using System.Text;

namespace Heed.Load;

/// <summary>What came of a load.</summary>
public sealed class LoadReport(int clients)
{
    private readonly Lock gate = new();
    private readonly List<double> seconds = [];
    private readonly SortedDictionary<int, int> statuses = [];
    private int wrong;
    private long tokens;
    private long tokensInTime;
    private TimeSpan duration;
    private TimeSpan processor;

    /// <summary>Requests whose answer was not that of the offline translation.</summary>
    public int Wrong => wrong;

    public int Answered => seconds.Count;

    /// <summary>Whether every request had the right answer.</summary>
    public bool IsClean => wrong == 0 && statuses.Keys.All(status => status == 200) && seconds.Count > 0;

    /// <summary>Tokens of the answers that came while all clients were asking, by the clock.</summary>
    public double TokensPerSecond => tokensInTime / duration.TotalSeconds;

    /// <summary>The server's processor time a token.</summary>
    public double SecondsPerToken => processor.TotalSeconds / tokens;

    /// <summary>Notes an answer: its status (0: the connection broke), whether it is right (null: it is none), its tokens, how long it took, whether it came in time.</summary>
    public void Add(int status, bool? isRight, int answerTokens, TimeSpan elapsed, bool isInTime)
    {
        lock (gate)
        {
            statuses[status] = statuses.GetValueOrDefault(status) + 1;
            wrong += isRight == false ? 1 : 0;
            tokens += isRight == true ? answerTokens : 0;
            tokensInTime += isRight == true && isInTime ? answerTokens : 0;
            seconds.Add(elapsed.TotalSeconds);
        }
    }

    public void Finish(TimeSpan elapsed, TimeSpan processorTime) => (duration, processor) = (elapsed, processorTime);

    public override string ToString()
    {
        double[] sorted = [.. seconds.Order()];
        double Percentile(double share) => sorted[(int)Math.Min(sorted.Length - 1, share * sorted.Length)];
        var text = new StringBuilder();
        text.Append(CultureInfo.InvariantCulture, $"load: {clients} clients, {duration.TotalSeconds:F1} s, {sorted.Length} answers ({string.Join(", ", statuses.Select(pair => $"{pair.Value} × {pair.Key}"))}), {wrong} wrong; ");
        text.Append(CultureInfo.InvariantCulture, $"{TokensPerSecond:F0} target tokens/s, {1e6 * SecondsPerToken:F0} µs of the server's processor a token; ");
        text.Append(CultureInfo.InvariantCulture, $"seconds to an answer: median {Percentile(0.5):F2}, 90 % {Percentile(0.9):F2}, 99 % {Percentile(0.99):F2}, longest {sorted[^1]:F2}");
        return text.ToString();
    }
}
