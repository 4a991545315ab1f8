using System.Diagnostics;
using Heed.Tensors;
using Heed.Tensors.Memory;

namespace Heed.Bench;

/// <summary>Time as a benchmark counts it: the process's own processor time if it has one thread, the clock on the wall if it has several.</summary>
internal static class Clock
{
    public static TimeSpan Now(WorkerPool workers) =>
        workers.Workers == 1 ? Environment.CpuUsage.TotalTime : Stopwatch.GetElapsedTime(0);

    /// <summary>What the workers' multiply-adds can reach, by this clock and times the workers.</summary>
    public static double PeakGigaflops(WorkerPool workers) => MachineLimits.MeasureFlops(workers, () => Now(workers)) / 1e9;
}
