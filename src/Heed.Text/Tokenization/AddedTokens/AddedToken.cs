using System.Text.Json;

namespace Heed.Text.Tokenization.AddedTokens;

/// <summary>A token that is found in the text before the model sees it, and that no piece crosses ("added_tokens").</summary>
/// <param name="Id">Its id; one that the model's vocabulary does not have extends it.</param>
/// <param name="Content">Its piece.</param>
public sealed record AddedToken(int Id, string Content)
{
    /// <summary>Whether it stands for no text: decoding leaves it out, and in a text it is text unless asked otherwise.</summary>
    public bool Special { get; init; } = true;

    /// <summary>Whether it is found only where no letter, digit or underscore stands beside it.</summary>
    public bool SingleWord { get; init; }

    /// <summary>Whether the white space before it belongs to it.</summary>
    public bool StripLeft { get; init; }

    /// <summary>Whether the white space after it belongs to it.</summary>
    public bool StripRight { get; init; }

    /// <summary>Whether it is looked for in the normalised text, in its normalised form, instead of the text as it came.</summary>
    public bool Normalized { get; init; }

    internal static AddedToken Read(JsonPart json)
    {
        var token = new AddedToken(json.Integer("id"), json.String("content"))
        {
            SingleWord = json.Boolean("single_word", absent: false),
            StripLeft = json.Boolean("lstrip", absent: false),
            StripRight = json.Boolean("rstrip", absent: false),
            Normalized = json.Boolean("normalized", absent: false),
            Special = json.Boolean("special", absent: false),
        };
        json.Finish();
        return token.Content.Length > 0 ? token : throw json.Error("is an added token without content");
    }

    internal void Write(Utf8JsonWriter json)
    {
        json.WriteStartObject();
        json.WriteNumber("id", Id);
        json.WriteString("content", Content);
        json.WriteBoolean("single_word", SingleWord);
        json.WriteBoolean("lstrip", StripLeft);
        json.WriteBoolean("rstrip", StripRight);
        json.WriteBoolean("normalized", Normalized);
        json.WriteBoolean("special", Special);
        json.WriteEndObject();
    }
}
