using System.Text;
using Heed.Server.Engines;
using Heed.Server.Operations;
using Microsoft.AspNetCore.Http;

namespace Heed.Server.LibreTranslate;

/// <summary>What <c>/translate_file</c> is asked.</summary>
internal sealed record FileQuestion(TranslationEngine Engine, string Text, string TranslatedName)
{
    /// <summary>The one kind of file that can be read.</summary>
    public const string Extension = ".txt";

    private static readonly UTF8Encoding Strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <exception cref="ApiException">Something is missing or not supported.</exception>
    public static async Task<FileQuestion> ReadAsync(RequestFields fields, ModelHub hub, LanguageList languages, CancellationToken cancellation)
    {
        IFormFile file = fields.Files?["file"] ?? throw new ApiException(400, "Invalid request: missing file parameter");
        string source = TranslateQuestion.Require(fields, "source").ToLowerInvariant();
        string target = TranslateQuestion.Require(fields, "target").ToLowerInvariant();
        if (file.FileName.Length == 0)
        {
            throw new ApiException(400, "Invalid request: empty file");
        }

        if (!file.FileName.EndsWith(Extension, StringComparison.OrdinalIgnoreCase))
        {
            throw new ApiException(400, "Invalid request: file format not supported");
        }

        using var content = new MemoryStream();
        await file.CopyToAsync(content, cancellation).ConfigureAwait(false);
        string text = Decode(content);
        string from = source == "auto" && languages.Sources.Count > 0 ? Detection.Of(text, languages.Sources)[0].Language : source;
        Language read = languages.Find(from) ?? throw new ApiException(400, $"{source} is not supported");
        Language written = languages.Find(target) ?? throw new ApiException(400, $"{target} is not supported");
        TranslationEngine engine = hub.Find(read.Code, written.Code)
            ?? throw new ApiException(400, $"{written.Name} ({written.Code}) is not available as a target language from {read.Name} ({read.Code})");
        return new FileQuestion(engine, text, $"{SafeName(file.FileName)}_{written.Code}{Extension}");
    }

    private static string Decode(MemoryStream content)
    {
        try
        {
            return Strict.GetString(content.GetBuffer(), 0, (int)content.Length);
        }
        catch (DecoderFallbackException exception)
        {
            throw new ApiException("Invalid request: the file is not text in UTF-8", exception);
        }
    }

    /// <summary>The file's name without folders, ending and whatever an address or a header could trip over.</summary>
    private static string SafeName(string name)
    {
        string bare = Path.GetFileNameWithoutExtension(name[(name.LastIndexOfAny(['/', '\\']) + 1)..]);
        string safe = string.Concat(bare.Where(symbol => char.IsAsciiLetterOrDigit(symbol) || symbol is '-' or '_'));
        return safe.Length > 0 ? safe[..Math.Min(safe.Length, 80)] : "file";
    }
}
