using Heed.Text.Tokenization.Decoders;
using Heed.Text.Tokenization.Models;
using Heed.Text.Tokenization.Normalizers;
using Heed.Text.Tokenization.PreTokenizers;

namespace Heed.Text.Tokenization;

/// <summary>The four stages of a tokenizer, as tokenizer.json names them; a missing one does nothing.</summary>
public sealed record TokenizerParts
{
    /// <summary>Text to text; null leaves it as it is.</summary>
    public Normalizer? Normalizer { get; init; }

    /// <summary>Text to words; null takes the text as one word.</summary>
    public PreTokenizer? PreTokenizer { get; init; }

    /// <summary>Words to pieces.</summary>
    public required TokenModel Model { get; init; }

    /// <summary>Pieces to text; null joins them with spaces.</summary>
    public Decoder? Decoder { get; init; }
}
