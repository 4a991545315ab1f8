using System.Text.Json;

namespace Heed.Text.Tokenization;

/// <summary>A token that is kept apart from the model's own pieces, as "added_tokens" lists it.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Content">Its piece.</param>
internal readonly record struct AddedToken(int Id, string Content)
{
    public static AddedToken Read(JsonPart json)
    {
        var token = new AddedToken(json.Integer("id"), json.String("content"));
        foreach (string flag in (ReadOnlySpan<string>)["single_word", "lstrip", "rstrip", "normalized"])
        {
            json.Unsupported(flag, "false");
        }

        if (!json.Boolean("special"))
        {
            throw json.Error($"is the added token '{token.Content}' that is not special, which Heed does not know");
        }

        json.Finish();
        return token;
    }

    public void Write(Utf8JsonWriter json)
    {
        json.WriteStartObject();
        json.WriteNumber("id", Id);
        json.WriteString("content", Content);
        json.WriteBoolean("single_word", false);
        json.WriteBoolean("lstrip", false);
        json.WriteBoolean("rstrip", false);
        json.WriteBoolean("normalized", false);
        json.WriteBoolean("special", true);
        json.WriteEndObject();
    }
}
