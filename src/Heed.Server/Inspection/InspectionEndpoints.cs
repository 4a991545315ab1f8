using Heed.Models.Transformer;
using Heed.Server.Engines;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Heed.Server.Inspection;

/// <summary>What the page asks of the models, below <c>/api</c>.</summary>
internal static class InspectionEndpoints
{
    public static void MapInspection(this IEndpointRouteBuilder api) =>
        api.MapGet("/models", (ModelHub hub) => Results.Json(hub.Translators.Select(Describe)));

    private static object Describe(TranslationEngine engine)
    {
        var transformer = engine.Translator.Model.Options as TransformerOptions;
        return new
        {
            engine.Name,
            Source = engine.Languages.Source,
            Target = engine.Languages.Target,
            transformer?.EncoderLayers,
            transformer?.DecoderLayers,
            Heads = transformer?.Heads.Count,
            transformer?.Width,
            engine.Translator.Model.Options.Vocabulary,
        };
    }
}
