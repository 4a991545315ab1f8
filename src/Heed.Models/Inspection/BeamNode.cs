using Heed.Models.Generation;

namespace Heed.Models.Inspection;

/// <summary>One hypothesis that the search looked at: a node of the tree, below the hypothesis that it goes on with.</summary>
/// <param name="Id">Its number; the root is 0.</param>
/// <param name="Parent">The number of the node above; −1 for the root.</param>
/// <param name="Step">The step that looked at it, from 0; −1 for the root.</param>
/// <param name="Token">The id that it adds; the start token for the root.</param>
/// <param name="Piece">The same, as the vocabulary writes it.</param>
/// <param name="LogProbability">ln p of that token.</param>
/// <param name="Total">The parent's total plus <paramref name="LogProbability"/>, in single precision.</param>
/// <param name="State">What the search did with it.</param>
public sealed record BeamNode(int Id, int Parent, int Step, int Token, string Piece, float LogProbability, float Total, BeamFate State);
