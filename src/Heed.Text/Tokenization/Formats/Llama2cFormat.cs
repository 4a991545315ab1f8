using System.Buffers.Binary;
using System.Text;
using Heed.Text.Tokenization.PostProcessors;

namespace Heed.Text.Tokenization.Formats;

/// <summary>
/// The tokenizer.bin of llama2.c: the longest piece's length, then each piece's score, length and text. It is LLaMA's byte-pair model of SentencePiece with
/// spaces written as such; ids 0, 1 and 2 are unknown, start and end, and the next 256 are the bytes.
/// </summary>
internal static class Llama2cFormat
{
    private const string FileName = "tokenizer.bin";
    private const int HeaderLength = 4;
    private const int FirstByte = 3;
    private static readonly string[] Specials = [SpecialTokens.UnknownPiece, "<s>", "</s>"];

    public static TokenizerFormat Format { get; } = new("llama2.c's tokenizer.bin", [FileName], source => IsLikely(source.Content.Span), Read);

    private static bool IsLikely(ReadOnlySpan<byte> content) => content.Length > 17 && content[8..].StartsWith((ReadOnlySpan<byte>)[5, 0, 0, 0, .. "<unk>"u8]);

    private static Tokenizer Read(TokenizerSource source)
    {
        List<SentencePiece> pieces = ReadPieces(source);
        var model = SentencePieceModel.OfBytePairs(pieces);
        try
        {
            TemplatePiece[] single = [TemplatePiece.ForSpecial(Specials[1], 0), TemplatePiece.ForText(0, 0)];
            TemplatePiece[] pair = [.. single, TemplatePiece.ForText(1, 1)];
            TokenizerParts parts = SentencePieceFormat.Parts(model, SentencePieceMerges.Build(model)) with
            {
                PostProcessor = new TemplateProcessor(single, pair, [new TemplateSpecial(Specials[1], [1], [Specials[1]])]),
            };
            return new Tokenizer(parts, Specials);
        }
        catch (ArgumentException exception)
        {
            throw new UserException($"{source.Path} is not consistent: {exception.Message}", exception);
        }
    }

    private static List<SentencePiece> ReadPieces(TokenizerSource source)
    {
        ReadOnlySpan<byte> content = source.Content.Span;
        var pieces = new List<SentencePiece>();
        for (int place = HeaderLength; place < content.Length;)
        {
            int length = content.Length - place >= 8 ? BinaryPrimitives.ReadInt32LittleEndian(content[(place + 4)..]) : -1;
            if (length < 0 || length > content.Length - place - 8)
            {
                throw new UserException($"{source.Path} breaks off in piece {pieces.Count}; copy or download it again.");
            }

            float score = BinaryPrimitives.ReadSingleLittleEndian(content[place..]);
            string text = Encoding.UTF8.GetString(content.Slice(place + 8, length));
            pieces.Add(Piece(pieces.Count, text, score));
            place += 8 + length;
        }

        return pieces;
    }

    private static SentencePiece Piece(int id, string text, float score) => id < Specials.Length
        ? new SentencePiece(Specials[id], 0, id == 0 ? SentencePieceType.Unknown : SentencePieceType.Control)
        : id < FirstByte + 256 ? new SentencePiece(text, 0, SentencePieceType.Byte)
        : new SentencePiece(text.Replace(' ', '▁'), score, SentencePieceType.Normal);
}
