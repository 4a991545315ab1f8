using System.Text.Json;

namespace Heed.Text.Tokenization.PreTokenizers;

/// <summary>Several pre-tokenizers, each cutting the words of the one before.</summary>
public sealed class PreTokenizerSequence(IReadOnlyList<PreTokenizer> parts) : PreTokenizer
{
    public override void Apply(WordText text)
    {
        foreach (PreTokenizer part in parts)
        {
            part.Apply(text);
        }
    }

    internal static new PreTokenizerSequence Read(JsonPart json) => new([.. json.Parts("pretokenizers").Select(PreTokenizer.Read)]);

    internal override void Write(Utf8JsonWriter json) => WriteSequence(json, "pretokenizers", parts);
}
