using System.Text.Encodings.Web;
using System.Text.Json;
using Heed.Text.Tokenization.Decoders;
using Heed.Text.Tokenization.Models;
using Heed.Text.Tokenization.Normalizers;
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

    public static Tokenizer Read(string path)
    {
        try
        {
            using FileStream stream = File.OpenRead(path);
            using JsonDocument document = JsonDocument.Parse(stream);
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
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new UserException($"Cannot read the tokenizer {path}: {exception.Message}", exception);
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

        json.Unsupported("truncation");
        json.Unsupported("padding");
        json.Unsupported("post_processor");
        AddedToken[] added = [.. json.Parts("added_tokens").Select(AddedToken.Read)];
        var parts = new TokenizerParts
        {
            Normalizer = Normalizer.ReadOptional(json, "normalizer"),
            PreTokenizer = PreTokenizer.ReadOptional(json, "pre_tokenizer"),
            Decoder = Decoder.ReadOptional(json, "decoder"),
            Model = TokenModel.Read(json.Part("model")),
        };
        json.Finish();
        foreach (AddedToken token in added)
        {
            if (!parts.Model.Vocabulary.TryGetId(token.Content, out int id) || id != token.Id)
            {
                throw json.Error($"gives the added token '{token.Content}' the id {token.Id}, which the model's vocabulary does not");
            }
        }

        return new Tokenizer(parts, added.Select(token => token.Content));
    }

    private static void Write(Utf8JsonWriter json, Tokenizer tokenizer)
    {
        json.WriteStartObject();
        json.WriteString("version", "1.0");
        json.WriteNull("truncation");
        json.WriteNull("padding");
        json.WriteStartArray("added_tokens");
        foreach (int id in tokenizer.SpecialIds)
        {
            new AddedToken(id, tokenizer.Piece(id)).Write(json);
        }

        json.WriteEndArray();
        WriteOptional(json, "normalizer", tokenizer.Parts.Normalizer is { } normalizer ? normalizer.Write : null);
        WriteOptional(json, "pre_tokenizer", tokenizer.Parts.PreTokenizer is { } preTokenizer ? preTokenizer.Write : null);
        json.WriteNull("post_processor");
        WriteOptional(json, "decoder", tokenizer.Parts.Decoder is { } decoder ? decoder.Write : null);
        json.WritePropertyName("model");
        tokenizer.Parts.Model.Write(json);
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
