using Heed.Models.SequenceToSequence;
using Heed.Models.Transformer;
using Heed.Nn.Catalogue;

namespace Heed.Models.Inspection;

/// <summary>What a translation model is, in a few numbers; those of layers and heads are missing where it has none.</summary>
public sealed record ModelSummary
{
    /// <summary>The kind of <c>config.json</c>.</summary>
    public required string Kind { get; init; }

    /// <summary>The code of the language it reads; null where its folder does not say.</summary>
    public string? Source { get; init; }

    /// <summary>The code of the language it writes; null where its folder does not say.</summary>
    public string? Target { get; init; }

    public int? EncoderLayers { get; init; }

    public int? DecoderLayers { get; init; }

    /// <summary>H.</summary>
    public int? Heads { get; init; }

    /// <summary>Hkv, which divides H.</summary>
    public int? KeyValueHeads { get; init; }

    /// <summary>D.</summary>
    public required int Width { get; init; }

    /// <summary>K.</summary>
    public int? HeadWidth { get; init; }

    /// <summary>V, the pieces that it can write.</summary>
    public required int Vocabulary { get; init; }

    /// <summary>Trained numbers.</summary>
    public required long Parameters { get; init; }

    /// <summary>The kind of position.</summary>
    public string? Position { get; init; }

    /// <summary>The kind of score.</summary>
    public string? Score { get; init; }

    /// <summary>The longest sequence it is meant for.</summary>
    public required int MaximumLength { get; init; }

    public static ModelSummary Of(SequenceToSequenceModel model)
    {
        var summary = new ModelSummary
        {
            Kind = VariantKinds.NameOf(model.Options),
            Source = model.Options.SourceLanguage,
            Target = model.Options.TargetLanguage,
            Width = model.Width,
            Vocabulary = model.Options.Vocabulary,
            Parameters = model.Parameters.Count,
            MaximumLength = model.Options.MaximumLength,
        };
        return model.Options is not TransformerOptions options ? summary : summary with
        {
            EncoderLayers = options.EncoderLayers,
            DecoderLayers = options.DecoderLayers,
            Heads = options.Heads.Count,
            KeyValueHeads = options.Heads.KeyValueCount,
            HeadWidth = options.Heads.Width(options.Width),
            Position = VariantKinds.NameOf(options.Position),
            Score = VariantKinds.NameOf(options.Score),
        };
    }
}
