using System.Xml.Linq;

namespace Heed.Architecture.Tests;

/// <summary>Data flows one way, and each project knows only what comes before it (docs/architecture.md).</summary>
public sealed class ReferenceGraphTests
{
    // Everything that a project may reach, directly or through another. A new project is entered here together with its reason there.
    private static readonly Dictionary<string, string[]> MayReach = new()
    {
        ["Heed.Tensors"] = [],
        ["Heed.Text"] = [],
        ["Heed.Media"] = ["Heed.Text"], // for the opening of files and the user's errors; nothing there depends on a language
        ["Heed.Nn"] = ["Heed.Tensors"],
        ["Heed.Models"] = ["Heed.Media", "Heed.Nn", "Heed.Tensors", "Heed.Text"],
        ["Heed.Training"] = ["Heed.Media", "Heed.Models", "Heed.Nn", "Heed.Tensors", "Heed.Text"],
        ["Heed.Server"] = ["Heed.Media", "Heed.Models", "Heed.Nn", "Heed.Tensors", "Heed.Text"],
        ["Heed.Cli"] = ["Heed.Media", "Heed.Models", "Heed.Nn", "Heed.Server", "Heed.Tensors", "Heed.Text", "Heed.Training"],
    };

    private static readonly Dictionary<string, string[]> References = Repository.Projects("src")
        .ToDictionary(project => project.Key, project => ReferencesOf(project.Value));

    public static TheoryData<string> Projects => [.. References.Keys];

    [Fact]
    public void TheProjectsOfTheDesignExist() =>
        Assert.Superset(new HashSet<string> { "Heed.Tensors", "Heed.Nn", "Heed.Text", "Heed.Models", "Heed.Training", "Heed.Cli" }, References.Keys.ToHashSet());

    [Theory]
    [MemberData(nameof(Projects))]
    public void AProjectReachesOnlyWhatComesBeforeIt(string project)
    {
        Assert.True(MayReach.ContainsKey(project), $"{project} is not in the reference graph: enter it here and in docs/architecture.md.");
        Expect.None($"{project} must not reach:", Reached(project).Except(MayReach[project]));
    }

    [Theory]
    [MemberData(nameof(Projects))]
    public void AProjectIsInTheSolutionWithTestsOfItsOwn(string project)
    {
        string solution = Repository.Read("Heed.slnx");
        Assert.Contains($"src/{project}/{project}.csproj", solution, StringComparison.Ordinal);
        Assert.Contains($"tests/{project}.Tests/{project}.Tests.csproj", solution, StringComparison.Ordinal);
    }

    private static HashSet<string> Reached(string project)
    {
        var reached = new HashSet<string>();
        var open = new Stack<string>([project]);
        while (open.TryPop(out string? next))
        {
            foreach (string reference in References[next])
            {
                if (reached.Add(reference))
                {
                    open.Push(reference);
                }
            }
        }

        return reached;
    }

    private static string[] ReferencesOf(XDocument project) =>
        [.. project.Descendants("ProjectReference").Select(reference => Path.GetFileNameWithoutExtension(reference.Attribute("Include")!.Value.Replace('\\', '/')))];
}
