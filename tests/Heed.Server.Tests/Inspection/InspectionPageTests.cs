using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Heed.Models;
using Heed.Models.Inspection;
using Heed.Server.Inspection.Export;
using Heed.Server.Tests.Support;

namespace Heed.Server.Tests.Inspection;

public sealed partial class InspectionPageTests(ServedModels models)
{
    private const string Nasty = "</script><img src=x onerror=alert(1)> & \"dogs\" <!-- play";

    [Fact]
    public void One_file_holds_everything_and_may_run_nothing_else()
    {
        string page = Create(Nasty, out TranslationTrace trace);
        string policy = Policy().Match(page).Groups[1].Value;
        Assert.StartsWith("default-src 'none'; ", policy, StringComparison.Ordinal);
        Assert.DoesNotContain("unsafe", policy, StringComparison.Ordinal);
        Assert.True(page.IndexOf("Content-Security-Policy", StringComparison.Ordinal) < page.IndexOf("<style", StringComparison.Ordinal));
        foreach ((Regex element, string directive) in new[] { (Script(), "script-src"), (Style(), "style-src") })
        {
            MatchCollection found = element.Matches(page);
            Assert.NotEmpty(found);
            string allowed = policy.Split("; ").Single(part => part.StartsWith(directive, StringComparison.Ordinal));
            Assert.All(found, one => Assert.Contains($"'sha256-{Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(one.Groups[1].Value)))}'", allowed, StringComparison.Ordinal));
        }

        Assert.DoesNotContain(" src=\"", page, StringComparison.Ordinal);
        Assert.DoesNotContain("<link", page, StringComparison.Ordinal);
        Assert.DoesNotContain("<img", page, StringComparison.Ordinal);
        JsonNode embedded = JsonNode.Parse(Embedded().Match(page).Groups[1].Value)!;
        Assert.Equal(trace.SourceText, (string?)embedded["sourceText"]);
        Assert.Equal(trace.Attention.Cross[0][1].Weights[0], embedded["attention"]!["cross"]![0]![1]!["weights"]![0]!.AsArray().Select(weight => (float)weight!));
    }

    [Fact]
    public void The_script_has_every_module_once_behind_what_it_needs()
    {
        string page = Create("Two dogs play.", out _);
        string script = Script().Match(page).Groups[1].Value;
        string[] order = [.. Module().Matches(script).Select(module => module.Groups[1].Value)];
        Assert.Equal("app.js", order[^1]);
        Assert.Equal(order.Distinct(), order);
        Assert.True(Array.IndexOf(order, "core/dom.js") < Array.IndexOf(order, "inspect/view.js"));
        Assert.DoesNotContain("\nimport ", script, StringComparison.Ordinal);
        Assert.DoesNotContain("\nexport ", script, StringComparison.Ordinal);
    }

    [Fact]
    public void Imports_and_exports_become_parts_of_objects()
    {
        var files = new Dictionary<string, string>
        {
            ["app.js"] = "import { one, two as second } from \"./deep/parts.js\";\nimport { Thing } from \"./deep/thing.js\";\nsecond(one);\n",
            ["deep/parts.js"] = "import { Thing } from \"./thing.js\";\nexport const one = 1;\nexport async function two(x) {\n    return x;\n}\n",
            ["deep/thing.js"] = "export class Thing {\n}\n",
        };
        string script = ModuleBundle.Create("app.js", path => files[path]);
        Assert.Equal(["deep/thing.js", "deep/parts.js", "app.js"], Module().Matches(script).Select(module => module.Groups[1].Value));
        Assert.Contains("const { one, two: second } = modules[\"deep/parts.js\"];", script, StringComparison.Ordinal);
        Assert.Contains("\nasync function two(x) {", script, StringComparison.Ordinal);
        Assert.Contains("return { one, two };", script, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("import \"./side.js\";")]
    [InlineData("import all from \"./side.js\";")]
    [InlineData("export default 5;")]
    [InlineData("export let changing = 5;")]
    [InlineData("export { a };")]
    [InlineData("    const later = await import(\"./side.js\");")]
    [InlineData("import { app } from \"./app.js\";")]
    public void What_cannot_be_put_into_one_script_is_an_error(string line) =>
        Assert.Throws<InvalidOperationException>(() => ModuleBundle.Create("app.js", _ => line));

    private string Create(string sentence, out TranslationTrace trace)
    {
        using Translator translator = Translator.Load(models.EnglishGerman);
        trace = TranslationInspector.Inspect(translator, sentence);
        return InspectionPage.Create(trace);
    }

    [GeneratedRegex("""<meta http-equiv="Content-Security-Policy" content="([^"]+)">""")]
    private static partial Regex Policy();

    [GeneratedRegex("""<script type="module">(.*?)</script>""", RegexOptions.Singleline)]
    private static partial Regex Script();

    [GeneratedRegex("<style>(.*?)</style>", RegexOptions.Singleline)]
    private static partial Regex Style();

    [GeneratedRegex("""<script type="application/json" id="trace">(.*?)</script>""", RegexOptions.Singleline)]
    private static partial Regex Embedded();

    [GeneratedRegex("""^modules\["([^"]+)"\] = """, RegexOptions.Multiline)]
    private static partial Regex Module();
}
