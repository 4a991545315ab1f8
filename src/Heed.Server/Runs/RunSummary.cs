namespace Heed.Server.Runs;

/// <summary>One run in a line.</summary>
/// <param name="Name">Of its folder.</param>
/// <param name="Task">The recipe's; null where it does not say.</param>
/// <param name="State">What it is doing.</param>
/// <param name="Step">The last step that its metrics tell of; null where there is none yet.</param>
/// <param name="MaxSteps">The recipe's; null where there is no such limit.</param>
internal sealed record RunSummary(string Name, string? Task, RunState State, long? Step, long? MaxSteps);
