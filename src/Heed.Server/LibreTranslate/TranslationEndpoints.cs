using Heed.Server.Operations;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Heed.Server.LibreTranslate;

/// <summary>The translation API that existing clients speak, LibreTranslate's.</summary>
internal static class TranslationEndpoints
{
    /// <summary>What asks a model or reads a text.</summary>
    public static void MapTranslation(this IEndpointRouteBuilder app)
    {
        app.MapPost("/translate", Translate);
        app.MapPost("/detect", Detect);
        app.MapPost("/translate_file", TranslateFile);
    }

    /// <summary>What only says what there is.</summary>
    public static void MapTranslationFacts(this IEndpointRouteBuilder app)
    {
        app.MapGet("/languages", (LanguageList languages) => ApiJson.Result(languages.All));
        app.MapGet("/download_file/{name}", (string name, TranslatedFiles files) => files.Find(name) is { } file
            ? Results.File(file.Content, "text/plain; charset=utf-8", file.Name)
            : throw new ApiException(404, "There is no such file, or it is gone: files are kept for half an hour"));
        app.MapGet("/frontend/settings", (LanguageList languages, ModelHub hub, ServerOptions options) => ApiJson.Result(FrontendSettings.Of(languages, hub, options)));
    }

    private static async Task<IResult> Translate(HttpContext context, ModelHub hub, LanguageList languages, ServerOptions options)
    {
        TranslateQuestion question = TranslateQuestion.Read(await RequestFields.ReadAsync(context).ConfigureAwait(false), hub, languages, options.Requests);
        IReadOnlyList<TranslatedText> found = question.Engine is { } engine
            ? await TextTranslation.TranslateAsync(engine, question.Texts, question.IsHtml, question.Alternatives, context.RequestAborted).ConfigureAwait(false)
            : [.. question.Texts.Select(text => new TranslatedText(text, []))];
        return ApiJson.Result(TranslateAnswer.Of(question, found));
    }

    private static async Task<IResult> Detect(HttpContext context, LanguageList languages)
    {
        string q = TranslateQuestion.Require(await RequestFields.ReadAsync(context).ConfigureAwait(false), "q");
        return ApiJson.Result(Detection.Of(q, [.. languages.All.Select(language => language.Code)]));
    }

    private static async Task<IResult> TranslateFile(HttpContext context, ModelHub hub, LanguageList languages, TranslatedFiles files)
    {
        FileQuestion question = await FileQuestion.ReadAsync(await RequestFields.ReadAsync(context).ConfigureAwait(false), hub, languages, context.RequestAborted).ConfigureAwait(false);
        IReadOnlyList<TranslatedText> found = await TextTranslation.TranslateAsync(question.Engine, [question.Text], false, 0, context.RequestAborted).ConfigureAwait(false);
        string name = files.Add(question.TranslatedName, found[0].Text);
        return ApiJson.Result(new { TranslatedFileUrl = $"{context.Request.Scheme}://{context.Request.Host}/download_file/{Uri.EscapeDataString(name)}" });
    }
}
