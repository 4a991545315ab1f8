namespace Heed.Text.Tokenization.Models.Unigram;

/// <summary>
/// All pieces that begin at a place of a text, one step a character: a double array (Aoe 1989) over UTF-16 units, which are first mapped
/// to the few that occur in pieces. A child's place is its parent's base plus the unit's code, and it names its parent.
/// </summary>
internal sealed class PieceTrie
{
    public const int Root = 0;
    private const int None = -1;
    private readonly ushort[] codes = new ushort[char.MaxValue + 1];
    private readonly int alphabetSize;
    private Node[] nodes = [];

    /// <summary>Where the search for free places begins; nearly all before it are taken.</summary>
    private int firstFree = 1;

    /// <param name="pieces">None empty, none twice, in the order of their UTF-16 units.</param>
    /// <param name="ids">The id of each, from 0.</param>
    public PieceTrie(IReadOnlyList<string> pieces, IReadOnlyList<int> ids)
    {
        alphabetSize = AssignCodes(pieces);
        Grow(Math.Max(256, 2 * alphabetSize));
        nodes[Root].Parent = Root - 2;
        Build(pieces, ids);
        // A look-up may then go past the last child of the last node without a check of its own.
        int size = LastUsed() + alphabetSize + 2;
        Grow(size);
        Array.Resize(ref nodes, size);
    }

    /// <summary>Steps from a node over one unit; false where no piece goes on like that.</summary>
    public bool TryStep(ref int node, char unit)
    {
        int child = nodes[node].Base + codes[unit];
        if (nodes[child].Parent != node)
        {
            return false;
        }

        node = child;
        return true;
    }

    /// <summary>The id of the piece that ends at a node, or −1.</summary>
    public int Id(int node) => nodes[node].Id;

    private int AssignCodes(IReadOnlyList<string> pieces)
    {
        foreach (string piece in pieces)
        {
            foreach (char unit in piece)
            {
                codes[unit] = 1;
            }
        }

        int count = 0;
        for (int unit = 0; unit < codes.Length; unit++)
        {
            codes[unit] = codes[unit] == 0 ? (ushort)0 : (ushort)++count;
        }

        return count;
    }

    private void Build(IReadOnlyList<string> pieces, IReadOnlyList<int> ids)
    {
        var open = new Stack<(int Node, int First, int End, int Depth)>();
        var children = new List<(int Code, int First, int End)>();
        open.Push((Root, 0, pieces.Count, 0));
        while (open.TryPop(out (int Node, int First, int End, int Depth) range))
        {
            (int node, int first, int end, int depth) = range;
            if (first < end && pieces[first].Length == depth)
            {
                nodes[node].Id = ids[first++];
            }

            children.Clear();
            for (int next; first < end; first = next)
            {
                char unit = pieces[first][depth];
                next = first + 1;
                while (next < end && pieces[next][depth] == unit)
                {
                    next++;
                }

                children.Add((codes[unit], first, next));
            }

            if (children.Count == 0)
            {
                continue;
            }

            int place = FindPlace(children);
            nodes[node].Base = place;
            foreach ((int code, _, _) in children)
            {
                nodes[place + code].Parent = node;
            }

            foreach ((int code, int from, int to) in children)
            {
                open.Push((place + code, from, to, depth + 1));
            }
        }
    }

    /// <summary>A base under which the places of all children are free.</summary>
    private int FindPlace(List<(int Code, int First, int End)> children)
    {
        int taken = 0;
        for (int at = Math.Max(firstFree, children[0].Code); ; at++)
        {
            Grow(at + alphabetSize + 1);
            if (nodes[at].Parent != None)
            {
                taken++;
                continue;
            }

            int place = at - children[0].Code;
            if (!AllFree(place, children))
            {
                continue;
            }

            // Where one in twenty is free at best, looking there again costs more than the place is worth.
            if (taken >= 0.95 * (at - firstFree + 1))
            {
                firstFree = at;
            }

            return place;
        }
    }

    private bool AllFree(int place, List<(int Code, int First, int End)> children)
    {
        for (int i = children.Count - 1; i > 0; i--)
        {
            if (nodes[place + children[i].Code].Parent != None)
            {
                return false;
            }
        }

        return true;
    }

    private void Grow(int size)
    {
        int old = nodes.Length;
        if (size >= old)
        {
            Array.Resize(ref nodes, Math.Max(2 * old, size + 1));
            Array.Fill(nodes, Node.Free, old, nodes.Length - old);
        }
    }

    private int LastUsed()
    {
        int last = nodes.Length - 1;
        while (last > Root && nodes[last].Parent == None)
        {
            last--;
        }

        return last;
    }

    private struct Node
    {
        public static readonly Node Free = new() { Parent = None, Id = None };

        public int Base;
        public int Parent;
        public int Id;
    }
}
