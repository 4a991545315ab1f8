using System.Text.Json;

namespace Heed.Text.Tokenization.PostProcessors;

/// <summary>Puts one text or two into a template such as <c>[CLS] A [SEP] B [SEP]</c>, whose pieces each say the type of their tokens.</summary>
/// <param name="single">For one text.</param>
/// <param name="pair">For two.</param>
/// <param name="specials">The special tokens that the templates name, each with its one or more tokens.</param>
public sealed class TemplateProcessor(
    IReadOnlyList<TemplatePiece> single, IReadOnlyList<TemplatePiece> pair, IReadOnlyList<TemplateSpecial> specials) : PostProcessor
{
    private readonly Dictionary<string, IReadOnlyList<int>> ids = specials.ToDictionary(special => special.Name, special => special.Ids, StringComparer.Ordinal);

    internal override IEnumerable<SpecialPiece> SpecialPieces =>
        specials.SelectMany(special => special.Pieces.Zip(special.Ids, (piece, id) => new SpecialPiece(piece, id)));

    internal override IReadOnlyList<EncodedText> Apply(IReadOnlyList<EncodedText> texts, bool addSpecialTokens)
    {
        var filled = new List<EncodedText>();
        foreach (TemplatePiece piece in texts.Count == 1 ? single : pair)
        {
            if (piece.Text is { } text)
            {
                filled.Add(EncodedText.Of(texts[text].Tokens, piece.Type));
            }
            else if (addSpecialTokens)
            {
                filled.Add(EncodedText.Special(piece.Type, ids[piece.Special!]));
            }
        }

        return filled;
    }

    internal static new TemplateProcessor Read(JsonPart json)
    {
        JsonPart table = json.Part("special_tokens");
        List<TemplateSpecial> specials = [.. table.Keys().Select(key => TemplateSpecial.Read(table.Part(key)))];
        var known = specials.Select(special => special.Name).ToHashSet(StringComparer.Ordinal);
        if (known.Count < specials.Count)
        {
            throw table.Error("names a special token twice");
        }

        return new TemplateProcessor(ReadPieces(json, "single", texts: 1, known), ReadPieces(json, "pair", texts: 2, known), specials);
    }

    internal override void Write(Utf8JsonWriter json)
    {
        json.WriteStartObject();
        json.WriteString("type", "TemplateProcessing");
        WritePieces(json, "single", single);
        WritePieces(json, "pair", pair);
        json.WriteStartObject("special_tokens");
        foreach (TemplateSpecial special in specials)
        {
            special.Write(json);
        }

        json.WriteEndObject();
        json.WriteEndObject();
    }

    private static List<TemplatePiece> ReadPieces(JsonPart json, string key, int texts, HashSet<string> specials)
    {
        List<TemplatePiece> pieces = [.. json.Parts(key).Select(TemplatePiece.Read)];
        foreach (TemplatePiece piece in pieces)
        {
            if (piece.Special is { } special && !specials.Contains(special))
            {
                throw json.Error($"names \"{special}\" in \"{key}\", which is not in its \"special_tokens\"");
            }

            if (piece.Text >= texts)
            {
                throw json.Error($"asks for a second text in \"{key}\"");
            }
        }

        return pieces;
    }

    private static void WritePieces(Utf8JsonWriter json, string key, IReadOnlyList<TemplatePiece> pieces)
    {
        json.WriteStartArray(key);
        foreach (TemplatePiece piece in pieces)
        {
            piece.Write(json);
        }

        json.WriteEndArray();
    }
}
