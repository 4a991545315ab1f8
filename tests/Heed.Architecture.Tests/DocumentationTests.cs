using System.Text.RegularExpressions;
using System.Xml.Linq;

namespace Heed.Architecture.Tests;

/// <summary>The written decisions are complete and can be found.</summary>
public sealed partial class DocumentationTests
{
    private const string Index = "docs/decisions/README.md";

    [Fact]
    public void EveryDecisionIsListedInTheIndex()
    {
        string index = Repository.Read(Index);
        string[] pages = [.. Repository.Files("docs/decisions", ".md").Where(path => path != Index).Select(path => Path.GetFileName(path))];
        Assert.NotEmpty(pages);
        Expect.None($"{Index} does not list:", pages.Where(page => !index.Contains($"]({page})", StringComparison.Ordinal)));
    }

    [Fact]
    public void EveryPackageHasItsReason()
    {
        string reasons = string.Concat(Repository.Files("docs/decisions", ".md").Select(Repository.Read));
        string[] packages = [.. XDocument.Parse(Repository.Read("Directory.Packages.props")).Descendants("PackageVersion").Select(package => package.Attribute("Include")!.Value)];
        Assert.NotEmpty(packages);
        Expect.None("docs/decisions gives no reason for the packages:", packages.Where(package => !reasons.Contains($"`{package}`", StringComparison.Ordinal)));
    }

    [Fact]
    public void LinksBetweenPagesLead()
    {
        string[] pages = ["README.md", "CONTRIBUTING.md", .. Repository.Files("docs", ".md")];
        var broken =
            from page in pages
            from Match link in Link().Matches(Repository.Read(page))
            let target = Path.Combine(Repository.Root, Path.GetDirectoryName(page)!, link.Groups[1].Value)
            where !Path.Exists(target)
            select $"{page}: {link.Value}";
        Expect.None("These links lead nowhere:", broken);
    }

    // A Markdown link to a file of the repository, without the part after '#'.
    [GeneratedRegex(@"\]\((?![a-z]+:)([^)#\s]+)(#[^)]*)?\)")]
    private static partial Regex Link();
}
