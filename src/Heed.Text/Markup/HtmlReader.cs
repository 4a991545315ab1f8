namespace Heed.Text.Markup;

/// <summary>Divides the tokens of HTML into passages of text and the markup between them.</summary>
internal sealed class HtmlReader
{
    private readonly List<HtmlToken> tokens;
    private readonly int[] ends;
    private readonly List<Func<IReadOnlyList<string>, string>> parts = [];
    private readonly List<InlineNode> line = [];
    private int spaceKeepers;

    public HtmlReader(List<HtmlToken> tokens)
    {
        this.tokens = tokens;
        ends = EndTags(tokens);
    }

    /// <summary>The parts of the HTML in their order; each is given the translations and is written out.</summary>
    public List<Func<IReadOnlyList<string>, string>> Read(Func<string, int> request)
    {
        for (int index = 0; index < tokens.Count; index++)
        {
            HtmlToken token = tokens[index];
            bool isTag = token.Kind is HtmlTokenKind.StartTag or HtmlTokenKind.EndTag;
            if (isTag && !HtmlElements.IsInline(token.Name))
            {
                EndLine(request);
            }

            if (token.Kind == HtmlTokenKind.StartTag && ends[index] > index && IsUntranslated(token))
            {
                string raw = string.Concat(tokens[index..(ends[index] + 1)].Select(inside => inside.Raw));
                string text = string.Concat(tokens[index..ends[index]].Where(inside => inside.Kind == HtmlTokenKind.Text).Select(inside => inside.Raw));
                line.Add(new AtomNode(raw, HtmlElements.IsInline(token.Name) ? string.Concat(CharacterReferences.Decode(text).Select(stretch => stretch.Text)) : ""));
                index = ends[index];
                continue;
            }

            AddToLine(token);
            if (isTag && HtmlElements.KeepsSpace(token.Name) && ends[index] != index)
            {
                spaceKeepers += token.Kind == HtmlTokenKind.StartTag ? 1 : -1;
            }
        }

        EndLine(request);
        return parts;
    }

    private static bool IsUntranslated(HtmlToken token)
    {
        if (HtmlElements.IsUntranslated(token.Name))
        {
            return true;
        }

        var attributes = new Dictionary<string, string>(StringComparer.Ordinal);
        HtmlAttributes.TagEnd(token.Raw, 0, attributes);
        return (attributes.TryGetValue("translate", out string? translate) && translate.Equals("no", StringComparison.OrdinalIgnoreCase))
            || (attributes.TryGetValue("class", out string? names) && names.Split((char[]?)null).Contains("notranslate"));
    }

    private void AddToLine(HtmlToken token)
    {
        if (token.Kind == HtmlTokenKind.Text)
        {
            line.AddRange(CharacterReferences.Decode(token.Raw).Select(stretch => stretch.Text is { } text ? new TextNode(stretch.Raw, text) : (InlineNode)new AtomNode(stretch.Raw, "")));
        }
        else
        {
            line.Add(new TagNode(token));
        }
    }

    /// <summary>For each tag the place of the one that belongs to it; for one without a partner its own.</summary>
    private static int[] EndTags(List<HtmlToken> tokens)
    {
        int[] partners = [.. Enumerable.Range(0, tokens.Count)];
        var open = new Dictionary<string, Stack<int>>(StringComparer.Ordinal);
        for (int index = 0; index < tokens.Count; index++)
        {
            HtmlToken token = tokens[index];
            if (token.Kind == HtmlTokenKind.StartTag && !HtmlElements.IsVoid(token.Name))
            {
                if (!open.TryGetValue(token.Name, out Stack<int>? starts))
                {
                    open[token.Name] = starts = new Stack<int>();
                }

                starts.Push(index);
            }
            else if (token.Kind == HtmlTokenKind.EndTag && open.TryGetValue(token.Name, out Stack<int>? starts) && starts.TryPop(out int start))
            {
                (partners[start], partners[index]) = (index, start);
            }
        }

        return partners;
    }

    private void EndLine(Func<string, int> request)
    {
        AddParts(InlineTree.Nest(line), request);
        line.Clear();
    }

    /// <summary>What stands at the ends of a line without words is markup, and so are tags around all of it.</summary>
    private void AddParts(IReadOnlyList<InlineNode> nodes, Func<string, int> request)
    {
        int first = 0;
        int end = nodes.Count;
        while (first < end && !IsTranslatable(nodes[first]))
        {
            first++;
        }

        while (end > first && !IsTranslatable(nodes[end - 1]))
        {
            end--;
        }

        // Marks and untranslated words at the ends belong to the sentence if there is one.
        if (first < end)
        {
            first = Extend(nodes, first, -1);
            end = Extend(nodes, end - 1, 1) + 1;
        }

        AddMarkup(nodes.Take(first));
        if (end - first == 1 && nodes[first] is ElementNode only)
        {
            AddMarkup([new AtomNode(only.Open, "")]);
            AddParts(only.Children, request);
            AddMarkup([new AtomNode(only.Close, "")]);
        }
        else if (first < end)
        {
            var passage = new Passage([.. nodes.Skip(first).Take(end - first)], spaceKeepers > 0, request);
            parts.Add(passage.Render);
        }

        AddMarkup(nodes.Skip(end));
    }

    private static int Extend(IReadOnlyList<InlineNode> nodes, int from, int step)
    {
        int reached = from;
        for (int index = from + step; index >= 0 && index < nodes.Count; index += step)
        {
            reached = string.IsNullOrWhiteSpace(nodes[index].Text) ? reached : index;
        }

        return reached;
    }

    private static bool IsTranslatable(InlineNode node) => node switch
    {
        TextNode => node.Text.Any(char.IsLetter),
        ElementNode element => element.Children.Any(IsTranslatable),
        _ => false,
    };

    private void AddMarkup(IEnumerable<InlineNode> nodes)
    {
        string raw = string.Concat(nodes.Select(node => node.Raw));
        if (raw.Length > 0)
        {
            parts.Add(_ => raw);
        }
    }
}
