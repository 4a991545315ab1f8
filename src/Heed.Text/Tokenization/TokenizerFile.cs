using System.Text.Encodings.Web;
using System.Text.Json;
using Heed.Text.Tokenization.AddedTokens;
using Heed.Text.Tokenization.Decoders;
using Heed.Text.Tokenization.Models;
using Heed.Text.Tokenization.Normalizers;
using Heed.Text.Tokenization.PostProcessors;
using Heed.Text.Tokenization.PreTokenizers;

namespace Heed.Text.Tokenization;

/// <summary>Hugging Face's tokenizer.json, read strictly: a part, type or key that Heed does not know is an error that names it.</summary>
internal static class TokenizerFile
{
    private static readonly JsonWriterOptions Layout = new()
    {
        Indented = true,
        NewLine = "\n",
        // Readable pieces, as in every tokenizer.json; the file is never put into a web page.
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    /// <param name="path">What messages call the file.</param>
    /// <param name="content">Its bytes, unpacked.</param>
    public static Tokenizer Read(string path, ReadOnlyMemory<byte> content)
    {
        try
        {
            using JsonDocument document = JsonDocument.Parse(content);
            return Read(new JsonPart(document.RootElement, Path.GetFileName(path)));
        }
        catch (JsonException exception)
        {
            throw new UserException(
                $"{path} is not valid JSON (line {exception.LineNumber + 1}): {exception.Message} Is the file complete?", exception);
        }
        catch (InvalidOperationException exception)
        {
            // A string with half a surrogate pair, which the reader finds only when the string is asked for.
            throw new UserException($"{path} has a string that is not Unicode text: {exception.Message}", exception);
        }
    }

    public static void Write(string path, Tokenizer tokenizer) => AtomicFile.Write(path, stream =>
    {
        using (var json = new Utf8JsonWriter(stream, Layout))
        {
            Write(json, tokenizer);
        }

        stream.WriteByte((byte)'\n');
    });

    private static Tokenizer Read(JsonPart json)
    {
        if (json.OptionalString("version") is not (null or "1.0"))
        {
            throw json.Error($"has version \"{json.String("version")}\"; Heed knows 1.0");
        }

        AddedToken[] added = [.. json.Parts("added_tokens").Select(AddedToken.Read)];
        var parts = new TokenizerParts
        {
            Normalizer = Normalizer.ReadOptional(json, "normalizer"),
            PreTokenizer = PreTokenizer.ReadOptional(json, "pre_tokenizer"),
            PostProcessor = PostProcessor.ReadOptional(json, "post_processor"),
            Decoder = Decoder.ReadOptional(json, "decoder"),
            Truncation = Truncation.ReadOptional(json),
            Padding = Padding.ReadOptional(json),
            Model = TokenModel.Read(json.Part("model")),
        };
        json.Finish();
        try
        {
            return new Tokenizer(parts, added);
        }
        catch (ArgumentException exception)
        {
            throw json.Error($"is not consistent: {exception.Message.TrimEnd('.')}");
        }
    }

    private static void Write(Utf8JsonWriter json, Tokenizer tokenizer)
    {
        json.WriteStartObject();
        json.WriteString("version", "1.0");
        TokenizerParts parts = tokenizer.Parts;
        WriteOptional(json, "truncation", parts.Truncation is { } truncation ? truncation.Write : null);
        WriteOptional(json, "padding", parts.Padding is { } padding ? padding.Write : null);
        json.WriteStartArray("added_tokens");
        foreach (AddedToken token in tokenizer.AddedTokens)
        {
            token.Write(json);
        }

        json.WriteEndArray();
        WriteOptional(json, "normalizer", parts.Normalizer is { } normalizer ? normalizer.Write : null);
        WriteOptional(json, "pre_tokenizer", parts.PreTokenizer is { } preTokenizer ? preTokenizer.Write : null);
        WriteOptional(json, "post_processor", parts.PostProcessor is { } postProcessor ? postProcessor.Write : null);
        WriteOptional(json, "decoder", parts.Decoder is { } decoder ? decoder.Write : null);
        json.WritePropertyName("model");
        parts.Model.Write(json);
        json.WriteEndObject();
    }

    private static void WriteOptional(Utf8JsonWriter json, string key, Action<Utf8JsonWriter>? write)
    {
        json.WritePropertyName(key);
        if (write is null)
        {
            json.WriteNullValue();
        }
        else
        {
            write(json);
        }
    }
}
