using System.Globalization;

namespace Heed.Text.Tokenization;

/// <summary>Lines of text to lines of pieces or ids separated by spaces, and back; one line in, one line out.</summary>
/// <param name="tokenizer">Any.</param>
public sealed class TokenLines(Tokenizer tokenizer)
{
    private readonly Lazy<string[]> numbers =
        new(() => [.. Enumerable.Range(0, tokenizer.VocabularySize).Select(id => id.ToString(CultureInfo.InvariantCulture))]);

    private ulong encoded;

    /// <summary>Numbers instead of pieces.</summary>
    public bool AsIds { get; init; }

    /// <summary>
    /// Writes lines as subword-nmt does (<c>@@</c>): the characters of each piece, and the joiner behind each that does not end a word. What
    /// the vocabulary lacks stays as it is. Null writes the pieces as the vocabulary has them.
    /// </summary>
    public string? Joiner { get; init; }

    /// <summary>
    /// Whether special tokens are put around each line and read in it, as Hugging Face does, and shown when decoding; else the lines are
    /// text alone.
    /// </summary>
    public bool SpecialTokens { get; init; }

    /// <summary>For a random segmentation; each line has its own part of the seed.</summary>
    public SubwordRegularization? Regularization { get; init; }

    /// <summary>Threads that encode; 0 is one a processor. The lines are the same on any number.</summary>
    public int Threads { get; init; }

    /// <summary>Encodes the next lines, in their order.</summary>
    public string[] Encode(IReadOnlyList<string> lines)
    {
        ArgumentNullException.ThrowIfNull(lines);
        ulong first = encoded;
        encoded += (ulong)lines.Count;
        return OrderedParallel.Select(lines, (line, index) => Encode(line, Regularization?.At(first + (ulong)index)), Threads);
    }

    /// <summary>Decodes each line as it is asked for.</summary>
    /// <param name="lines">Pieces or ids.</param>
    /// <param name="name">What messages call the lines: a file, or standard input.</param>
    /// <exception cref="UserException">While enumerating: a word is no piece, or no id, of the tokenizer.</exception>
    public IEnumerable<string> Decode(IEnumerable<string> lines, string name) => lines.Select((line, index) => tokenizer.Decode(
        [.. line.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(word => Id(word, name, index + 1))], SpecialTokens));

    private string Encode(string line, SubwordRegularization? regularization)
    {
        var options = new EncodeOptions { AddSpecialTokens = SpecialTokens, ParseSpecialTokens = SpecialTokens, Regularization = regularization };
        if (Joiner is null)
        {
            return Join(tokenizer.Encode(line, options));
        }

        IReadOnlyList<Token> tokens = tokenizer.EncodeWithOffsets(line, options);
        return string.Join(' ', tokens.Select((token, index) => line[token.Start..token.End]
            + (index + 1 < tokens.Count && tokens[index + 1].Start == token.End ? Joiner : "")));
    }

    private string Join(int[] ids)
    {
        string[] words = new string[ids.Length];
        for (int i = 0; i < ids.Length; i++)
        {
            words[i] = AsIds ? numbers.Value[ids[i]] : tokenizer.Piece(ids[i]);
        }

        return string.Join(' ', words);
    }

    private int Id(string word, string name, int line)
    {
        if (!AsIds)
        {
            return tokenizer.Id(word) ?? throw new UserException($"{name}, line {line}: the tokenizer has no piece '{word}'; say so if these are ids.");
        }

        return int.TryParse(word, NumberStyles.None, CultureInfo.InvariantCulture, out int id) && tokenizer.Vocabulary.TryGetPiece(id) is not null
            ? id
            : throw new UserException($"{name}, line {line}: '{word}' is not one of the tokenizer's ids, which go from 0 to {tokenizer.VocabularySize - 1}.");
    }
}
