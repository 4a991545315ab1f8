namespace Heed.Tensors.Kernels.Cpu.Recurrence;

/// <summary>One time step: rows <c>First … First + Live − 1</c> in the order of time, one for each sequence that still lasts.</summary>
/// <param name="First">The first row.</param>
/// <param name="Live">How many sequences there are.</param>
/// <param name="Before">Where the memory cells begin that the step starts from.</param>
/// <param name="After">Where the memory cells begin that it leaves.</param>
/// <param name="NextLive">How many sequences go on; the others end here.</param>
internal readonly record struct RecurrentStep(int First, int Live, int Before, int After, int NextLive);
