using System.Text.Json;
using Heed.Text.Tokenization.Unicode;

namespace Heed.Text.Tokenization.Normalizers;

/// <summary>Brings the text into one of Unicode's normal forms, so that an é of one character and an é of two are the same pieces.</summary>
public sealed class UnicodeNormalizer(UnicodeForm form) : Normalizer
{
    public override void Apply(MappedText text)
    {
        ArgumentNullException.ThrowIfNull(text);
        string value = text.Value;
        if (UnicodeNormalization.IsPlain(value, form))
        {
            return;
        }

        var normalization = new UnicodeNormalization(form);
        MappedText.Editor editor = text.Edit();
        while (editor.Position < value.Length)
        {
            int start = editor.Position;
            int length = normalization.ClusterEnd(value, start) - start;
            ReadOnlySpan<char> normal = normalization.Normalize(value.AsSpan(start, length));
            if (normal.SequenceEqual(value.AsSpan(start, length)))
            {
                editor.Keep(length);
            }
            else
            {
                editor.Replace(length, normal);
            }
        }

        editor.Commit();
    }

    internal static Func<JsonPart, Normalizer> Reader(UnicodeForm form) => _ => new UnicodeNormalizer(form);

    internal override void Write(Utf8JsonWriter json)
    {
        json.WriteStartObject();
        json.WriteString("type", form.ToString().ToUpperInvariant());
        json.WriteEndObject();
    }
}
