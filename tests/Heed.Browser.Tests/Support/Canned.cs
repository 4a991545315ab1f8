using System.Text;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Http;

namespace Heed.Browser.Tests.Support;

/// <summary>The answers of <see cref="StubServer"/>, in the form of docs/inspection.md.</summary>
internal static partial class Canned
{
    public static JsonObject Trace { get; } = JsonNode.Parse(File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Fixtures", "trace.json")))!.AsObject();

    public static IResult Json(JsonNode body, int status = 200) => Results.Content(body.ToJsonString(), "application/json", Encoding.UTF8, status);

    public static JsonArray Models() => [Model("en", "de"), Model("de", "en"), Model("en", "zh")];

    /// <summary>"Translates" by upper case; every word is a token, and hypothesis n ends in a mark of its number.</summary>
    public static JsonObject Translate(JsonNode request)
    {
        string text = (string)request["q"]!;
        int number = (int?)request["nBest"] ?? 1;
        var sentences = new JsonArray();
        int end = 0;
        foreach (Match match in Sentence().Matches(text))
        {
            int[] prefix = [.. request["prefix"]?[sentences.Count]?.AsArray().Select(id => (int)id!) ?? []];
            sentences.Add(new JsonObject
            {
                ["source"] = match.Value,
                ["before"] = text[end..match.Index],
                ["hypotheses"] = new JsonArray([.. Enumerable.Range(0, number).Select(index => Hypothesis(match.Value, index, prefix))]),
            });
            end = match.Index + match.Length;
        }

        var answer = new JsonObject { ["sentences"] = sentences, ["after"] = text[end..] };
        if ((string?)request["source"] == "auto")
        {
            answer["detectedLanguage"] = new JsonObject { ["language"] = "en", ["confidence"] = 93.5 };
        }

        return answer;
    }

    public static JsonObject Alternatives() => new()
    {
        ["alternatives"] = new JsonArray([.. new[] { "eins", "zwei", "drei" }.Select((word, index) =>
            new JsonObject { ["id"] = 900 + index, ["piece"] = $"▁{word}", ["text"] = $" {word}", ["probability"] = 0.5 / (index + 1) })]),
    };

    /// <summary>The example's trace, each piece less probable by 0.5 for every head that is switched off.</summary>
    public static JsonObject TraceWithout(int heads)
    {
        JsonObject trace = Trace.DeepClone().AsObject();
        JsonArray values = trace["target"]!["logProbabilities"]!.AsArray();
        for (int index = 0; index < values.Count && heads > 0; index++)
        {
            values[index] = (double)values[index]! - 0.5 * heads;
        }

        return trace;
    }

    public static JsonArray Positions()
    {
        double[][] table = [.. Enumerable.Range(0, 16).Select(position => Enumerable.Range(0, 16).Select(column => Math.Sin(position / Math.Pow(10000, column / 16.0))).ToArray())];
        return
        [
            new JsonObject { ["kind"] = "sinusoidal", ["name"] = "Sinusoidal", ["formula"] = "sin(p / 10000^(2i/D))", ["paper"] = "Vaswani et al. 2017", ["isTrained"] = false, ["measure"] = "rows", ["table"] = Matrix(table), ["byOffset"] = Matrix([[-1, 0.5], [0, 1], [1, 0.5]]) },
            new JsonObject { ["kind"] = "alibi", ["name"] = "ALiBi", ["formula"] = "−m · |i − j|", ["isTrained"] = false, ["measure"] = "bias", ["byOffset"] = Matrix([[-1, -0.5], [0, 0]]), ["bias"] = Matrix([[0, -0.5], [-0.5, 0]]), ["slopes"] = new JsonArray(Matrix([[-1, -0.5], [0, 0]]), Matrix([[-1, -0.25], [0, 0]])) },
            new JsonObject { ["kind"] = "none", ["name"] = "None", ["formula"] = "nothing", ["isTrained"] = false, ["measure"] = "none", ["byOffset"] = new JsonArray() },
        ];
    }

    /// <summary>The page with a trace inside and no server behind it.</summary>
    public static string EmbeddedPage() => File.ReadAllText(Path.Combine(PageFolder.Path, "index.html"))
        .Replace("</body>", $"<script type=\"application/json\" id=\"trace\">{Trace.ToJsonString()}</script></body>", StringComparison.Ordinal);

    private static JsonObject Hypothesis(string sentence, int index, int[] prefix)
    {
        string text = sentence.ToUpperInvariant() + (index > 0 ? $" {index + 1}" : "");
        string[] words = Word().Split(text);
        var tokens = new JsonArray([.. words.Select((word, place) => new JsonObject { ["id"] = place + 10, ["piece"] = word, ["text"] = word, ["logProbability"] = -0.1 * (place + 1) })]);
        if (prefix.Length > 0)
        {
            // The forced word stands where it was asked for, and the answer can be told from the free one.
            tokens[prefix.Length - 1]!["text"] = (prefix.Length > 1 ? " " : "") + $"forced{prefix[^1]}";
            text = string.Concat(tokens.Select(token => (string)token!["text"]!));
        }

        return new JsonObject { ["text"] = text, ["score"] = -0.25 * (index + 1), ["logProbability"] = -2.0 - index, ["tokens"] = tokens };
    }

    private static JsonObject Model(string source, string target)
    {
        JsonObject model = Trace["model"]!.DeepClone().AsObject();
        (model["name"], model["source"], model["target"]) = ($"{source}-{target}", source, target);
        return model;
    }

    private static JsonArray Matrix(double[][] rows) => new([.. rows.Select(row => new JsonArray([.. row.Select(value => (JsonNode)value)]))]);

    // A sentence ends with its full stop or its line.
    [GeneratedRegex(@"[^\s.][^.\n]*\.?")]
    private static partial Regex Sentence();

    [GeneratedRegex("(?= )")]
    private static partial Regex Word();
}
