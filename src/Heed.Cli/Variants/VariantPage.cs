using System.Text;

namespace Heed.Cli.Variants;

/// <summary>The catalogue as docs/variants.md.</summary>
internal static class VariantPage
{
    public static string Write(IReadOnlyList<SeamEntry> seams)
    {
        var page = new StringBuilder();
        page.Append("# Variants\n");
        page.Append("Every part of a model, a search and a training run that a recipe can exchange, by its key. Made by `./heed variants --markdown > docs/variants.md`;\n");
        page.Append("a test keeps it current. The letters are those of [the notation](notation.md): x is a row, i a query's position and j a key's.\n");
        foreach (SeamEntry seam in seams)
        {
            page.Append($"\n## {Capital(seam.Question)}\n");
            page.Append($"`{seam.Key}`\n\n");
            page.Append("| kind | what it computes | paper |\n|---|---|---|\n");
            foreach (VariantEntry kind in seam.Kinds)
            {
                page.Append($"| `{kind.Kind}` | {Cell(kind.Formula)} | {Cell(kind.Paper)} |\n");
            }
        }

        return page.ToString();
    }

    private static string Capital(string text) => $"{char.ToUpperInvariant(text[0])}{text[1..]}";

    // What would mean something else in a Markdown table.
    private static string Cell(string text) => text.Replace("|", "\\|").Replace("_", "\\_").Replace("*", "\\*");
}
