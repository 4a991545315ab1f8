using System.Globalization;
using Heed.Models.Inspection;
using Heed.Models.Inspection.Positions;
using Heed.Server.Engines;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Heed.Server.Inspection;

/// <summary>What the page asks of the models, below <c>/api</c>; docs/inspection.md describes it.</summary>
internal static class InspectionEndpoints
{
    private const int MostAlternatives = 100;
    private const int UsualSize = 64;

    // Some 20 MB of JSON, and a few seconds of a model that others wait for.
    private const long MostNumbers = 2_000_000;
    private const double MostEffectWork = 1e11;

    public static void MapInspection(this IEndpointRouteBuilder api)
    {
        RouteGroupBuilder group = api.MapGroup("");
        group.AddEndpointFilter(ApiErrors.Filter);
        group.MapGet("/models", (ModelHub hub) => PageJson.Answer(hub.Translators.Select(Describe)));
        group.MapGet("/positions", (HttpContext context, string? length, string? width) =>
        {
            context.Response.Headers.CacheControl = "max-age=86400"; // the same until another version is installed
            return PageJson.Answer(PositionViews.All(Size(nameof(length), length), Size(nameof(width), width)));
        });
        group.MapPost("/translate", async (HttpRequest request, ModelHub hub, ServerOptions options) => PageJson.Answer(await PageTranslation.AnswerAsync(
            await PageJson.ReadAsync<TranslateRequest>(request).ConfigureAwait(false), new PageModels(hub, options), request.HttpContext.RequestAborted).ConfigureAwait(false)));
        group.MapPost("/alternatives", async (HttpRequest request, ModelHub hub, ServerOptions options) => PageJson.Answer(await AlternativesAsync(
            await PageJson.ReadAsync<AlternativesRequest>(request).ConfigureAwait(false), new PageModels(hub, options), request.HttpContext.RequestAborted).ConfigureAwait(false)));
        group.MapPost("/trace", async (HttpRequest request, ModelHub hub, ServerOptions options) => PageJson.Answer(await TraceAsync(
            await PageJson.ReadAsync<TraceRequest>(request).ConfigureAwait(false), new PageModels(hub, options), request.HttpContext.RequestAborted).ConfigureAwait(false)));
    }

    private static int Size(string name, string? text) =>
        text is null ? UsualSize
        : int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out int size) ? size
        : throw new ApiException(StatusCodes.Status400BadRequest, $"{name} is '{text}', but must be a whole number.");

    private static object Describe(TranslationEngine engine)
    {
        ModelSummary summary = ModelSummary.Of(engine.Translator.Model);
        return new
        {
            engine.Name,
            engine.Languages.Source,
            engine.Languages.Target,
            summary.Kind,
            summary.EncoderLayers,
            summary.DecoderLayers,
            summary.Heads,
            summary.KeyValueHeads,
            summary.Width,
            summary.HeadWidth,
            summary.Vocabulary,
            summary.Parameters,
            summary.Position,
            summary.Score,
            summary.MaximumLength,
        };
    }

    private static async Task<object> AlternativesAsync(AlternativesRequest request, PageModels models, CancellationToken cancellation)
    {
        TranslationEngine engine = models.Find(request.Source, request.Target, request.Sentence).Engine;
        int count = Math.Clamp(request.Count ?? 10, 1, MostAlternatives);
        return await engine.RunAsync(
            translator => new { Alternatives = new PieceTexts(translator.Tokenizer).Alternatives([.. request.Prefix], translator.Next(request.Sentence, request.Prefix, count)) },
            cancellation).ConfigureAwait(false);
    }

    private static async Task<TranslationTrace> TraceAsync(TraceRequest request, PageModels models, CancellationToken cancellation)
    {
        TranslationEngine engine = models.Find(request.Source, request.Target, request.Sentence).Engine;
        var options = new InspectionOptions
        {
            Search = PageSearch.Read(request, engine.Search),
            TargetIds = request.TargetIds,
            Off = request.Off ?? [],
            HeadEffects = request.Effects,
            MaximumNumbers = MostNumbers,
            MaximumEffectWork = MostEffectWork,
            Cancellation = cancellation,
        };
        TranslationTrace trace = await engine.RunAsync(translator => TranslationInspector.Inspect(translator, request.Sentence, options), cancellation).ConfigureAwait(false);
        return trace with { Model = trace.Model with { Source = engine.Languages.Source, Target = engine.Languages.Target } };
    }
}
