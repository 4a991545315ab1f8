using System.Text.Json;

namespace Heed.Text.Tokenization.Normalizers;

/// <summary>Several normalizers, one after the other.</summary>
public sealed class NormalizerSequence(IReadOnlyList<Normalizer> parts) : Normalizer
{
    public override void Apply(MappedText text)
    {
        foreach (Normalizer part in parts)
        {
            part.Apply(text);
        }
    }

    internal static new NormalizerSequence Read(JsonPart json) => new([.. json.Parts("normalizers").Select(Normalizer.Read)]);

    internal override void Write(Utf8JsonWriter json) => WriteSequence(json, "normalizers", parts);
}
