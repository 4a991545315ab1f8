using Heed.Models.Generation;
using Heed.Text.Tokenization;

namespace Heed.Models.Inspection;

/// <summary>Records a search as a tree. Of what a step prunes, only the best are kept: as many as the beam is wide, which are those that came close.</summary>
public sealed class BeamTree : IBeamObserver
{
    private readonly Tokenizer tokenizer;
    private readonly int beam;
    private readonly List<BeamNode> nodes = [];
    private readonly List<int> rows = [];
    private List<int> parents = [0];
    private List<int> children = [];
    private int pruned;

    /// <summary>A tree of the start token alone.</summary>
    public BeamTree(Tokenizer tokenizer, int start, int beam)
    {
        (this.tokenizer, this.beam) = (tokenizer, beam);
        nodes.Add(new BeamNode(0, -1, -1, start, tokenizer.Piece(start), 0, 0, BeamFate.Live));
    }

    /// <summary>All nodes; parents before their children, the best of a step first.</summary>
    public IReadOnlyList<BeamNode> Nodes => nodes;

    /// <summary>How many hypotheses went into each step.</summary>
    public IReadOnlyList<int> Rows => rows;

    public void Branch(in BeamBranch branch)
    {
        if (branch.Fate == BeamFate.Pruned && pruned++ >= beam)
        {
            return;
        }

        var node = new BeamNode(
            nodes.Count, parents[branch.Parent], rows.Count, branch.Token, tokenizer.Piece(branch.Token), branch.LogProbability, branch.Total, branch.Fate);
        nodes.Add(node);
        if (branch.Fate == BeamFate.Live)
        {
            children.Add(node.Id);
        }
    }

    public void EndStep()
    {
        rows.Add(parents.Count);
        (parents, children) = (children, parents);
        children.Clear();
        pruned = 0;
    }

    /// <summary>The tokens from the root, which does not count, to a node.</summary>
    public IReadOnlyList<int> Path(BeamNode node)
    {
        var path = new List<int>();
        for (; node.Parent >= 0; node = nodes[node.Parent])
        {
            path.Insert(0, node.Token);
        }

        return path;
    }
}
