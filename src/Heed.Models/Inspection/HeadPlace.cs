namespace Heed.Models.Inspection;

/// <summary>One head of one layer, both counted from 0.</summary>
public sealed record HeadPlace(AttentionPart Part, int Layer, int Head);
