using System.Text.RegularExpressions;
using Heed.Browser.Tests.Support;

namespace Heed.Browser.Tests;

/// <summary>Rules of the page's files that can be read off them.</summary>
public sealed partial class PageFilesTests
{
    [Fact]
    public void ThePageIsUnderTwoHundredKilobytes() =>
        Assert.InRange(PageFolder.Files.Sum(file => new FileInfo(Path.Combine(PageFolder.Path, file)).Length), 1, 200_000);

    [Fact]
    public void NothingStandsInlineOrComesFromElsewhere()
    {
        string page = PageFolder.Read("index.html");
        Assert.DoesNotMatch(@"<style|\sstyle=|\son\w+=|<script(?![^>]*\ssrc=)", page);
        Assert.All(PageFolder.Files, file => Assert.DoesNotMatch(@"(https?:)?//(?!www\.w3\.org/2000/svg)[a-z]+\.[a-z]", Comments().Replace(PageFolder.Read(file), "")));
    }

    [Fact]
    public void DataNeverBecomesMarkup() => Assert.All(PageFolder.Modules, file =>
        Assert.DoesNotMatch(@"innerHTML|outerHTML|insertAdjacentHTML|document\.write|\beval\(|new Function|setAttribute\(""style""|\bstyle: ""|alert\(|confirm\(", PageFolder.Read(file)));

    /// <summary>So that one script can be made of all modules: named imports of files, named exports of things that do not change, no circles.</summary>
    [Fact]
    public void ModulesCanBeBundled()
    {
        var imports = new Dictionary<string, string[]>();
        foreach (string file in PageFolder.Modules)
        {
            string text = PageFolder.Read(file);
            Assert.All(ImportLine().Matches(text), line => Assert.Matches(@"^import \{ [\w$]+(, [\w$]+)* \} from ""\.{1,2}/[\w./-]+\.js"";$", line.Value));
            Assert.All(ExportLine().Matches(text), line => Assert.Matches(@"^export (async )?(function|const|class) [\w$]+", line.Value));
            Assert.DoesNotMatch(@"import\(|import\.meta|^await ", text);
            imports[file] = [.. ImportLine().Matches(text).Select(line => Resolve(file, Target().Match(line.Value).Groups[1].Value))];
            Assert.All(imports[file], target => Assert.True(PageFolder.Files.Contains(target), $"{file} imports {target}, which is not there"));
        }

        Assert.All(imports.Keys, file => Assert.DoesNotContain(file, Reached(imports, file)));
        Assert.Empty(PageFolder.Modules.Except([.. Reached(imports, "app.js"), "app.js"]));
    }

    [Fact]
    public void EverySentenceExistsInBothLanguages()
    {
        string[] english = Names("strings.en.js");
        Assert.True(english.Length > 150);
        Assert.Equal(english, Names("strings.zh.js"));
        Assert.Equal(english.Distinct(), english);
        string code = string.Concat(PageFolder.Modules.Where(file => !file.StartsWith("strings.", StringComparison.Ordinal)).Select(PageFolder.Read));
        Assert.Empty(AskedFor().Matches(code).Select(match => match.Groups[1].Value).Except(english));
        string[] unused = [.. english.Where(name => !code.Contains($"\"{name}\"", StringComparison.Ordinal) && !code.Contains($"`{name.Split('-')[0]}-$", StringComparison.Ordinal)).Except(ViewNames)];
        Assert.Empty(unused);
    }

    [Fact]
    public void TheHolesOfASentenceAreTheSameInBothLanguages()
    {
        Dictionary<string, string> chinese = Sentences("strings.zh.js");
        Assert.All(Sentences("strings.en.js"), sentence =>
            Assert.Equal(Holes(sentence.Value), Holes(chinese[sentence.Key])));
    }

    // Asked for by the name of the view.
    private static readonly string[] ViewNames = ["translate", "inspect", "training"];

    private static string[] Names(string file) => [.. Sentences(file).Keys];

    private static Dictionary<string, string> Sentences(string file) =>
        SentenceOf().Matches(Comments().Replace(PageFolder.Read(file), "")).ToDictionary(match => match.Groups[1].Value.Trim('"'), match => match.Groups[2].Value);

    private static IEnumerable<string> Holes(string sentence) => Hole().Matches(sentence).Select(match => match.Value).Order(StringComparer.Ordinal);

    private static string Resolve(string file, string target) =>
        Path.GetRelativePath(PageFolder.Path, Path.GetFullPath(Path.Combine(PageFolder.Path, Path.GetDirectoryName(file)!, target))).Replace('\\', '/');

    private static HashSet<string> Reached(Dictionary<string, string[]> imports, string from)
    {
        var reached = new HashSet<string>();
        var open = new Stack<string>(imports[from]);
        while (open.TryPop(out string? file))
        {
            if (reached.Add(file))
            {
                Array.ForEach(imports[file], open.Push);
            }
        }

        return reached;
    }

    [GeneratedRegex(@"^\s*//.*$", RegexOptions.Multiline)]
    private static partial Regex Comments();

    [GeneratedRegex(@"^import .*$", RegexOptions.Multiline)]
    private static partial Regex ImportLine();

    [GeneratedRegex(@"^export .*$", RegexOptions.Multiline)]
    private static partial Regex ExportLine();

    [GeneratedRegex("from \"([^\"]+)\"")]
    private static partial Regex Target();

    [GeneratedRegex(@"\bt\(""([^""]+)""")]
    private static partial Regex AskedFor();

    [GeneratedRegex(@"(?<=[{,]\s*)([\w]+|""[\w-]+""): ""((?:[^""\\]|\\.)*)""")]
    private static partial Regex SentenceOf();

    [GeneratedRegex(@"\{\w+\}")]
    private static partial Regex Hole();
}
