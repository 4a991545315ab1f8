namespace Heed.Text.Tokenization;

/// <summary>What encoding does besides cutting the text into pieces. By default nothing: the ids are those of the text alone.</summary>
public sealed record EncodeOptions
{
    /// <summary>What Hugging Face does unless told otherwise: special tokens are put around the text and read inside it.</summary>
    public static EncodeOptions HuggingFace { get; } = new() { AddSpecialTokens = true, ParseSpecialTokens = true };

    /// <summary>Whether the post-processor puts its special tokens around the text, as a model was trained with.</summary>
    public bool AddSpecialTokens { get; init; }

    /// <summary>
    /// Whether a special token spelled in the text (<c>&lt;/s&gt;</c>) becomes that token. Without, it is text of some characters: text
    /// that users give must not command the program. Prompts that the program itself writes need it.
    /// </summary>
    public bool ParseSpecialTokens { get; init; }

    /// <summary>Asks for a random segmentation; see there.</summary>
    public SubwordRegularization? Regularization { get; init; }
}
