using System.Text.Json;

namespace Heed.Text.Tokenization.Normalizers;

/// <summary>Puts the same content in the place of every match of a pattern.</summary>
public sealed class ReplaceNormalizer(TextPattern pattern, string content) : Normalizer
{
    public override void Apply(MappedText text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var matches = new List<(int Start, int End)>();
        pattern.FindAll(text.Value, matches);
        if (IsUnchanged(text.Value, matches))
        {
            return;
        }

        MappedText.Editor editor = text.Edit();
        foreach ((int start, int end) in matches)
        {
            editor.Keep(start - editor.Position);
            editor.Replace(end - start, content);
        }

        editor.Commit();
    }

    internal static new ReplaceNormalizer Read(JsonPart json) => new(TextPattern.Read(json.Part("pattern")), json.String("content"));

    internal override void Write(Utf8JsonWriter json)
    {
        json.WriteStartObject();
        json.WriteString("type", "Replace");
        pattern.Write(json);
        json.WriteString("content", content);
        json.WriteEndObject();
    }

    /// <summary>Single spaces replaced by single spaces are the usual case.</summary>
    private bool IsUnchanged(string text, List<(int Start, int End)> matches)
    {
        foreach ((int start, int end) in matches)
        {
            if (!text.AsSpan(start, end - start).SequenceEqual(content))
            {
                return false;
            }
        }

        return true;
    }
}
