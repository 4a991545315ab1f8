namespace Heed.Models.Checkpoints;

/// <summary>What became of the tensors of a pre-trained model in another one.</summary>
/// <param name="Loaded">Parameters that have their values from there.</param>
/// <param name="New">Parameters that are not there and keep their first values: the heads of a new task.</param>
/// <param name="Unused">Tensors that the new model has no place for: the heads of pre-training.</param>
public sealed record PretrainedReport(IReadOnlyList<string> Loaded, IReadOnlyList<string> New, IReadOnlyList<string> Unused);
