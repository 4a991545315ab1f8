using System.Buffers;
using System.Text;
using System.Text.Json;

namespace Heed.Text.Tokenization.Normalizers;

/// <summary>
/// Replaces sequences of characters by a table that SentencePiece has compiled (NFKC with its own changes, as a rule); at each place the
/// longest sequence of the table, and nothing where there is none.
/// </summary>
public sealed class PrecompiledNormalizer : Normalizer
{
    private readonly CharacterMap map;

    /// <summary>Characters of ASCII that are never changed unless another kind of character follows.</summary>
    private readonly SearchValues<char> plain;

    /// <param name="table">The table, as a .model file holds it.</param>
    /// <exception cref="ArgumentException">The table is cut off.</exception>
    public PrecompiledNormalizer(ReadOnlySpan<byte> table)
    {
        map = new CharacterMap(table.ToArray());
        plain = SearchValues.Create([.. Enumerable.Range(0, 128).Select(unit => (char)unit).Where(IsPlain)]);
    }

    public override void Apply(MappedText text)
    {
        ArgumentNullException.ThrowIfNull(text);
        string value = text.Value;
        int next = NextChange(value, 0, out int length, out ReadOnlySpan<byte> replacement);
        if (next == value.Length)
        {
            return;
        }

        MappedText.Editor editor = text.Edit();
        Span<char> with = stackalloc char[64];
        for (; next < value.Length; next = NextChange(value, editor.Position, out length, out replacement))
        {
            editor.Keep(next - editor.Position);
            if (replacement.Length <= with.Length)
            {
                editor.Replace(length, with[..Encoding.UTF8.GetChars(replacement, with)]);
            }
            else
            {
                editor.Replace(length, Encoding.UTF8.GetString(replacement));
            }
        }

        editor.Commit();
    }

    internal static new PrecompiledNormalizer Read(JsonPart json)
    {
        try
        {
            return new PrecompiledNormalizer(Convert.FromBase64String(json.String("precompiled_charsmap")));
        }
        catch (Exception exception) when (exception is FormatException or ArgumentException)
        {
            throw json.Error($"has a \"precompiled_charsmap\" that Heed cannot read: {exception.Message.TrimEnd('.')}");
        }
    }

    internal override void Write(Utf8JsonWriter json)
    {
        json.WriteStartObject();
        json.WriteString("type", "Precompiled");
        json.WriteString("precompiled_charsmap", Convert.ToBase64String(map.Blob));
        json.WriteEndObject();
    }

    /// <summary>The place of the next replaced sequence from a place on, or the end of the text.</summary>
    private int NextChange(string text, int at, out int length, out ReadOnlySpan<byte> replacement)
    {
        for (; at < text.Length; at++)
        {
            int run = text.AsSpan(at).IndexOfAnyExcept(plain);
            if (run < 0)
            {
                break;
            }

            // The last plain character may begin a sequence with what follows.
            at += Math.Max(run - 1, 0);
            if (!map.MayBegin(text[at]))
            {
                continue;
            }

            length = map.Match(text.AsSpan(at), out replacement);
            if (length > 0)
            {
                return at;
            }

            at += char.IsHighSurrogate(text[at]) ? 1 : 0;
        }

        length = 0;
        replacement = default;
        return text.Length;
    }

    private bool IsPlain(char unit) => !map.MayBegin(unit)
        || (map.Match([unit], out _) == 0 && !Enumerable.Range(0, 128).Any(next => map.Continues([unit, (char)next])));
}
