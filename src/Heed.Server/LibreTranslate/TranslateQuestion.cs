using System.Globalization;
using System.Text.Json;
using Heed.Server.Engines;
using Heed.Server.Operations;

namespace Heed.Server.LibreTranslate;

/// <summary>What <c>/translate</c> is asked, checked in LibreTranslate's order.</summary>
internal sealed record TranslateQuestion
{
    private const string Automatic = "auto";
    private const int MostAlternatives = 20;

    public required IReadOnlyList<string> Texts { get; init; }

    /// <summary>Whether the texts came as an array, and their translations shall go back as one.</summary>
    public required bool IsBatch { get; init; }

    /// <summary>How many translations of each text are wanted beside the best one.</summary>
    public required int Alternatives { get; init; }

    public required bool IsHtml { get; init; }

    /// <summary>The translator; null where the text is in the target language already.</summary>
    public required TranslationEngine? Engine { get; init; }

    /// <summary>What was detected; null where the source was named.</summary>
    public required Detection? Detected { get; init; }

    /// <exception cref="ApiException">Something is missing, too much, or not supported.</exception>
    public static TranslateQuestion Read(RequestFields fields, ModelHub hub, LanguageList languages, RequestLimits limits)
    {
        (IReadOnlyList<string> texts, bool isBatch) = ReadTexts(fields);
        string source = Require(fields, "source").ToLowerInvariant();
        string target = Require(fields, "target").ToLowerInvariant();
        int alternatives = ReadAlternatives(fields);
        CheckSize(isBatch ? texts.Count : 0, limits.Texts);
        CheckSize(texts.Sum(text => text.EnumerateRunes().Count()), limits.Characters);
        Detection? detected = source == Automatic && languages.Sources.Count > 0 ? Detection.Of(string.Join('\n', texts), languages.Sources)[0] : null;
        Language from = languages.Find(detected?.Language ?? source) ?? throw new ApiException(400, $"{source} is not supported");
        Language into = languages.Find(target) ?? throw new ApiException(400, $"{target} is not supported");
        string format = fields.Text("format") ?? "text";
        bool isHtml = format == "html" || (format == "text" ? false : throw new ApiException(400, $"{format} format is not supported"));
        TranslationEngine? engine = hub.Find(from.Code, into.Code);
        if (engine is null && (detected is null || from != into))
        {
            throw new ApiException(400, $"{into.Name} ({into.Code}) is not available as a target language from {from.Name} ({from.Code})");
        }

        return new TranslateQuestion { Texts = texts, IsBatch = isBatch, Alternatives = alternatives, IsHtml = isHtml, Engine = engine, Detected = detected };
    }

    /// <summary>A parameter that must be there.</summary>
    public static string Require(RequestFields fields, string name) =>
        fields.Text(name) ?? throw new ApiException(400, $"Invalid request: missing {name} parameter");

    private static (IReadOnlyList<string> Texts, bool IsBatch) ReadTexts(RequestFields fields)
    {
        if (fields.Element("q") is { ValueKind: JsonValueKind.Array } array)
        {
            string[] texts = [.. array.EnumerateArray().Select(text => text.ValueKind == JsonValueKind.String
                ? RequestFields.Decode(text)
                : throw new ApiException(400, "Invalid request: q must be a string or an array of strings"))];
            return texts.Length > 0 ? (texts, true) : throw new ApiException(400, "Invalid request: missing q parameter");
        }

        string q = Require(fields, "q");
        return ([fields.IsJson ? q : q.ReplaceLineEndings("\n")], false); // a form sends line breaks as CR LF, whatever was typed
    }

    private static int ReadAlternatives(RequestFields fields)
    {
        if (fields.Text("alternatives") is not { } text)
        {
            return 0;
        }

        int count = int.TryParse(text, NumberStyles.AllowLeadingSign | NumberStyles.AllowLeadingWhite | NumberStyles.AllowTrailingWhite, CultureInfo.InvariantCulture, out int number)
            ? Math.Max(0, number)
            : throw new ApiException(400, "Invalid request: alternatives parameter is not a number");
        return count <= MostAlternatives ? count : throw new ApiException(400, $"Invalid request: alternatives parameter must be <= {MostAlternatives}");
    }

    private static void CheckSize(int size, int limit)
    {
        if (limit != -1 && size > limit)
        {
            throw new ApiException(400, $"Invalid request: request ({size}) exceeds text limit ({limit})");
        }
    }
}
