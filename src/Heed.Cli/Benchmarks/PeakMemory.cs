using System.Diagnostics;

namespace Heed.Cli.Benchmarks;

/// <summary>What every benchmark says about memory.</summary>
internal static class PeakMemory
{
    /// <summary>The most memory that this process has had so far.</summary>
    public static long Bytes
    {
        get
        {
            using var process = Process.GetCurrentProcess();
            return process.PeakWorkingSet64;
        }
    }
}
