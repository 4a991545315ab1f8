using System.Globalization;
using Heed.Text.Tokenization.Decoders;
using Heed.Text.Tokenization.Models.BytePair;

namespace Heed.Text.Tokenization.Formats.Tiktoken;

/// <summary>
/// .tiktoken, as OpenAI publishes its vocabularies: a line a piece, its bytes in base 64 and its id. How text is cut and which special
/// tokens there are the file does not say; the name of the encoding does.
/// </summary>
internal static class TiktokenFormat
{
    private const string Extension = ".tiktoken";

    public static TokenizerFormat Format { get; } = new(
        $".tiktoken ({string.Join(", ", TiktokenEncoding.All.Select(encoding => encoding.Name))})",
        [],
        source => source.Name.EndsWith(Extension, StringComparison.OrdinalIgnoreCase) || source.Begins("IQ== 0\n"u8),
        Read);

    private static Tokenizer Read(TokenizerSource source)
    {
        TiktokenEncoding encoding = TiktokenEncoding.Find(source.Variant ?? Path.GetFileNameWithoutExtension(source.Name))
            ?? throw new UserException(
                $"{source.Path} does not say how it cuts text, and no encoding is called \"{source.Variant ?? Path.GetFileNameWithoutExtension(source.Name)}\"; name one of {string.Join(", ", TiktokenEncoding.All.Select(known => known.Name))}.");
        var byteLevel = new ByteLevel(AddPrefixSpace: false, TrimOffsets: true, UseRegex: false);
        List<string?> pieces = Pieces(source);
        int count = pieces.Count;
        try
        {
            var vocabulary = new Vocabulary(pieces);
            var parts = new TokenizerParts
            {
                PreTokenizer = encoding.PreTokenizer(),
                Model = new BytePairModel(vocabulary, TiktokenMerges.Of(vocabulary), new BytePairOptions { IgnoreMerges = true }),
                PostProcessor = new PostProcessors.ByteLevelProcessor(byteLevel),
                Decoder = new ByteLevelDecoder(byteLevel),
            };
            return new Tokenizer(parts, encoding.SpecialTokens(count));
        }
        catch (ArgumentException exception)
        {
            throw new UserException($"{source.Path} is not the vocabulary of {encoding.Name}: {exception.Message}", exception);
        }
    }

    private static List<string?> Pieces(TokenizerSource source)
    {
        var pieces = new List<string?>();
        int number = 0;
        foreach (string line in source.Lines())
        {
            number++;
            int space = line.IndexOf(' ', StringComparison.Ordinal);
            if (space < 0 || !TryDecode(line.AsSpan(0, space), out string piece)
                || !int.TryParse(line.AsSpan(space + 1), NumberStyles.None, CultureInfo.InvariantCulture, out int id) || id > Vocabulary.HighestId)
            {
                throw new UserException($"{source.Path}, line {number}: '{line}' is not a piece in base 64 and its id.");
            }

            while (pieces.Count <= id)
            {
                pieces.Add(null);
            }

            // Whisper's file has one piece of no bytes, which no text can give.
            pieces[id] = piece.Length > 0 ? piece : null;
        }

        return pieces;
    }

    private static bool TryDecode(ReadOnlySpan<char> base64, out string piece)
    {
        Span<byte> bytes = new byte[base64.Length];
        bool isEmpty = base64.SequenceEqual("=");
        int length = 0;
        bool isBase64 = isEmpty || Convert.TryFromBase64Chars(base64, bytes, out length);
        piece = ByteAlphabet.OfBytes(bytes[..length]);
        return isBase64;
    }
}
