using System.Globalization;

namespace Heed.Text.Tokenization;

/// <summary>Lines of text to lines of pieces or ids separated by spaces, and back; one line in, one line out.</summary>
public static class TokenLines
{
    /// <summary>Encodes each line as it is asked for.</summary>
    /// <param name="tokenizer">Any.</param>
    /// <param name="lines">Text.</param>
    /// <param name="asIds">Numbers instead of pieces.</param>
    public static IEnumerable<string> Encode(Tokenizer tokenizer, IEnumerable<string> lines, bool asIds)
    {
        ArgumentNullException.ThrowIfNull(tokenizer);
        return lines.Select(line => string.Join(
            ' ', tokenizer.Encode(line).Select(id => asIds ? id.ToString(CultureInfo.InvariantCulture) : tokenizer.Piece(id))));
    }

    /// <summary>Decodes each line as it is asked for.</summary>
    /// <param name="tokenizer">The one that encoded.</param>
    /// <param name="lines">Pieces or ids.</param>
    /// <param name="asIds">Whether they are numbers.</param>
    /// <param name="name">What messages call the lines: a file, or standard input.</param>
    /// <exception cref="UserException">While enumerating: a word is no piece, or no id, of the tokenizer.</exception>
    public static IEnumerable<string> Decode(Tokenizer tokenizer, IEnumerable<string> lines, bool asIds, string name)
    {
        ArgumentNullException.ThrowIfNull(tokenizer);
        return lines.Select((line, index) => tokenizer.Decode(
            [.. line.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(word => Id(tokenizer, word, asIds, name, index + 1))]));
    }

    private static int Id(Tokenizer tokenizer, string word, bool asIds, string name, int line)
    {
        if (!asIds)
        {
            return tokenizer.Id(word) ?? throw new UserException($"{name}, line {line}: the tokenizer has no piece '{word}'; say so if these are ids.");
        }

        return int.TryParse(word, NumberStyles.None, CultureInfo.InvariantCulture, out int id) && id < tokenizer.VocabularySize
            ? id
            : throw new UserException($"{name}, line {line}: '{word}' is not an id from 0 to {tokenizer.VocabularySize - 1}.");
    }
}
