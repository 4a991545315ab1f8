namespace Heed.Text.Tokenization.Models.Unigram;

/// <summary>What a Unigram model does with characters that no piece covers; the names are those of tokenizer.json.</summary>
public sealed record UnigramOptions
{
    /// <summary>The id for a run of characters that no piece covers; null drops them.</summary>
    public int? UnknownId { get; init; }

    /// <summary>Whether such a character is spelled with the pieces <c>&lt;0x00&gt;</c> to <c>&lt;0xFF&gt;</c> of its UTF-8 bytes instead.</summary>
    public bool ByteFallback { get; init; }
}
