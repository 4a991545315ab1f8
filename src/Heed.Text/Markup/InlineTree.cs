namespace Heed.Text.Markup;

/// <summary>Makes a tree of the tags in a line.</summary>
internal static class InlineTree
{
    // Deeper elements are taken for lone tags: nobody means them, and each depth has its text translated once more.
    private const int Deepest = 8;

    /// <summary>Elements around their children. Tags whose partner stands in another line, or is crossed by another element, stay alone.</summary>
    public static IReadOnlyList<InlineNode> Nest(IReadOnlyList<InlineNode> line)
    {
        HashSet<int> paired = Pairs(line);
        var open = new Stack<(TagNode Tag, List<InlineNode> Before)>();
        var nodes = new List<InlineNode>();
        for (int index = 0; index < line.Count; index++)
        {
            if (line[index] is not TagNode tag)
            {
                nodes.Add(line[index]);
            }
            else if (!paired.Contains(index))
            {
                nodes.Add(new AtomNode(tag.Raw, ""));
            }
            else if (tag.Token.Kind == HtmlTokenKind.StartTag)
            {
                open.Push((tag, nodes));
                nodes = [];
            }
            else
            {
                (TagNode start, List<InlineNode> before) = open.Pop();
                before.Add(new ElementNode(start.Raw, nodes, tag.Raw));
                nodes = before;
            }
        }

        return nodes;
    }

    /// <summary>The places of all tags that have a partner in the line and enclose whole elements.</summary>
    private static HashSet<int> Pairs(IReadOnlyList<InlineNode> line)
    {
        var paired = new HashSet<int>();
        var open = new Stack<(string Name, int Index)>();
        var waiting = new Dictionary<string, int>(StringComparer.Ordinal);
        for (int index = 0; index < line.Count; index++)
        {
            if (line[index] is not TagNode { Token: var token })
            {
                continue;
            }

            if (token.Kind == HtmlTokenKind.StartTag && HtmlElements.IsInline(token.Name) && !HtmlElements.IsVoid(token.Name))
            {
                open.Push((token.Name, index));
                waiting[token.Name] = waiting.GetValueOrDefault(token.Name) + 1;
            }
            else if (token.Kind == HtmlTokenKind.EndTag && waiting.GetValueOrDefault(token.Name) > 0)
            {
                (string name, int start) = Pop(open, waiting);
                while (name != token.Name)
                {
                    (name, start) = Pop(open, waiting);
                }

                if (open.Count < Deepest)
                {
                    paired.Add(start);
                    paired.Add(index);
                }
            }
        }

        return paired;
    }

    private static (string Name, int Index) Pop(Stack<(string Name, int Index)> open, Dictionary<string, int> waiting)
    {
        waiting[open.Peek().Name]--;
        return open.Pop();
    }
}
