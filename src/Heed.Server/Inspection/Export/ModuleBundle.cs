using System.Text;
using System.Text.RegularExpressions;

namespace Heed.Server.Inspection.Export;

/// <summary>
/// Makes one script of the page's modules, for a page that is opened as a file: browsers load no modules from there. Each module becomes a function that returns what it
/// exports, called once, behind those that it imports. Understood are the forms that the page uses: <c>import { a, b as c } from "./x.js";</c> on a line of its own, and
/// <c>export</c> before a function, class or constant.
/// </summary>
/// <param name="read">The text of a module, by its path below the page's folder.</param>
internal sealed partial class ModuleBundle(Func<string, string> read)
{
    private readonly List<string> finished = [];
    private readonly StringBuilder script = new();

    /// <summary>The script of <paramref name="entry"/> and all that it needs.</summary>
    /// <exception cref="InvalidOperationException">A module has a form that is not understood, or needs itself.</exception>
    public static string Create(string entry, Func<string, string> read)
    {
        var bundle = new ModuleBundle(read);
        bundle.script.Append("\"use strict\";\nconst modules = {};\n");
        bundle.Add(entry, []);
        return bundle.script.ToString();
    }

    private void Add(string path, IReadOnlyList<string> above)
    {
        if (finished.Contains(path))
        {
            return;
        }

        if (above.Contains(path))
        {
            throw new InvalidOperationException($"The module {path} needs itself: {string.Join(" → ", above)} → {path}.");
        }

        var exports = new List<string>();
        var body = new StringBuilder();
        foreach (string line in read(path).ReplaceLineEndings("\n").Split('\n'))
        {
            body.Append(Rewrite(line, path, [.. above, path], exports)).Append('\n');
        }

        script.Append($"modules[\"{path}\"] = (() => {{\n{body}return {{ {string.Join(", ", exports)} }};\n}})();\n");
        finished.Add(path);
    }

    private string Rewrite(string line, string path, IReadOnlyList<string> above, List<string> exports)
    {
        if (Import().Match(line) is { Success: true } import)
        {
            string target = Resolve(path, import.Groups["path"].Value);
            Add(target, above);
            return $"const {{{import.Groups["names"].Value.Replace(" as ", ": ", StringComparison.Ordinal)}}} = modules[\"{target}\"];";
        }

        if (Export().Match(line) is { Success: true } export)
        {
            exports.Add(export.Groups["name"].Value);
            return line["export ".Length..];
        }

        return Unknown().IsMatch(line)
            ? throw new InvalidOperationException($"{path} has a line that cannot be put into one script: {line.Trim()}")
            : line;
    }

    private static string Resolve(string from, string to)
    {
        var parts = from.Split('/').SkipLast(1).ToList();
        foreach (string part in to.Split('/'))
        {
            if (part == "..")
            {
                parts.RemoveAt(parts.Count - 1);
            }
            else if (part != ".")
            {
                parts.Add(part);
            }
        }

        return string.Join('/', parts);
    }

    [GeneratedRegex("""^import \{(?<names>[^}]*)\} from "(?<path>\.[^"]+)";$""")]
    private static partial Regex Import();

    [GeneratedRegex(@"^export (async function|function|class|const) (?<name>\w+)")]
    private static partial Regex Export();

    [GeneratedRegex(@"^\s*(import\b(?!\s*[=:,)])|export\b)|\bimport\s*\(|\bimport\.meta\b")]
    private static partial Regex Unknown();
}
