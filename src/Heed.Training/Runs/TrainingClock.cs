using System.Diagnostics;

namespace Heed.Training.Runs;

/// <summary>Training time over all sessions of a run.</summary>
internal sealed class TrainingClock(double earlierSeconds)
{
    private readonly long start = Stopwatch.GetTimestamp();

    public TimeSpan Session => Stopwatch.GetElapsedTime(start);

    public TimeSpan Total => TimeSpan.FromSeconds(earlierSeconds) + Session;
}
