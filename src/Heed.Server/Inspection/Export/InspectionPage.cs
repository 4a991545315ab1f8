using System.Net;
using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;
using Heed.Models.Inspection;
using Heed.Server.Operations;

namespace Heed.Server.Inspection.Export;

/// <summary>
/// The page's views of one trace as a single file that needs no server: <c>index.html</c> with its styles, its modules and the trace inside. It may run only the script
/// and use only the style that were written into it, and load nothing.
/// </summary>
public static partial class InspectionPage
{
    /// <summary>The whole file, for UTF-8.</summary>
    public static string Create(TranslationTrace trace)
    {
        string page = Read("index.html");
        var policy = new List<(string Directive, string Source)>();
        page = Icon().Replace(page, "");
        page = Style().Replace(page, link => Inline("style", "", Read(link.Groups["path"].Value), policy));
        page = Script().Replace(page, script => Inline("script", " type=\"module\"", ModuleBundle.Create(script.Groups["path"].Value, Read), policy));
        string title = $"<title>{WebUtility.HtmlEncode(trace.SourceText)} · Heed</title>";
        string sources = string.Join("; ", policy.GroupBy(entry => entry.Directive, entry => entry.Source).Select(entries => $"{entries.Key} {string.Join(' ', entries)}"));
        string security = $"<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; {sources}; base-uri 'none'; form-action 'none'\">";
        string embedded = $"<script type=\"application/json\" id=\"trace\">{Encoding.UTF8.GetString(TraceJson.Serialize(trace))}</script>";
        page = Title().Replace(page, _ => title);

        // A policy holds for what comes behind it.
        page = Charset().Replace(page, charset => $"{charset.Value}\n    {security}");
        return BodyStart().Replace(page, body => $"{body.Value}\n    {embedded}");
    }

    private static string Inline(string element, string attributes, string content, List<(string Directive, string Source)> policy)
    {
        content = content.ReplaceLineEndings("\n").Replace("</script", "<\\/script", StringComparison.OrdinalIgnoreCase).Replace("<!--", "<\\!--", StringComparison.Ordinal);
        policy.Add(($"{element}-src", $"'sha256-{Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(content)))}'"));
        return $"<{element}{attributes}>{content}</{element}>";
    }

    private static string Read(string path) => File.ReadAllText(Path.Combine(PageFiles.Folder, path));

    [GeneratedRegex("""\s*<link rel="icon"[^>]*>""")]
    private static partial Regex Icon();

    [GeneratedRegex("""<link rel="stylesheet" href="(?<path>[^"]+)">""")]
    private static partial Regex Style();

    [GeneratedRegex("""<script type="module" src="(?<path>[^"]+)"></script>""")]
    private static partial Regex Script();

    [GeneratedRegex("<title>[^<]*</title>")]
    private static partial Regex Title();

    [GeneratedRegex("""<meta charset="utf-8">""")]
    private static partial Regex Charset();

    [GeneratedRegex("<body[^>]*>")]
    private static partial Regex BodyStart();
}
