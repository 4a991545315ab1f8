using Heed.Text.Tokenization.Decoders;
using Heed.Text.Tokenization.Models;
using Heed.Text.Tokenization.Normalizers;
using Heed.Text.Tokenization.PostProcessors;
using Heed.Text.Tokenization.PreTokenizers;

namespace Heed.Text.Tokenization;

/// <summary>The stages of a tokenizer, as tokenizer.json names them; a missing one does nothing.</summary>
public sealed record TokenizerParts
{
    /// <summary>Text to text; null leaves it as it is.</summary>
    public Normalizer? Normalizer { get; init; }

    /// <summary>Text to words; null takes the text as one word.</summary>
    public PreTokenizer? PreTokenizer { get; init; }

    /// <summary>Words to pieces.</summary>
    public required TokenModel Model { get; init; }

    /// <summary>Special tokens around the pieces, where they are asked for; null puts none.</summary>
    public PostProcessor? PostProcessor { get; init; }

    /// <summary>Pieces to text; null joins them with spaces.</summary>
    public Decoder? Decoder { get; init; }

    /// <summary>How long a text a program of Hugging Face's may take. Kept for the file; see <see cref="Tokenization.Truncation"/>.</summary>
    public Truncation? Truncation { get; init; }

    /// <summary>How a program of Hugging Face's fills a batch. Kept for the file; see <see cref="Tokenization.Padding"/>.</summary>
    public Padding? Padding { get; init; }
}
