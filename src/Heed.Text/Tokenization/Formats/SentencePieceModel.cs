namespace Heed.Text.Tokenization.Formats;

/// <summary>What a SentencePiece .model file says, as far as it matters for use; how the model was trained is passed over.</summary>
internal sealed class SentencePieceModel
{
    private SentencePieceModel()
    {
    }

    public List<SentencePiece> Pieces { get; } = [];

    public SentencePieceAlgorithm Algorithm { get; private set; } = SentencePieceAlgorithm.Unigram;

    /// <summary>Whether a word's space is at its end instead of its beginning.</summary>
    public bool SpaceAsSuffix { get; private set; }

    public bool ByteFallback { get; private set; }

    /// <summary>The table of replaced characters; empty for none.</summary>
    public byte[] CharacterMap { get; private set; } = [];

    /// <summary>Whether the text gets a space before it (or behind it).</summary>
    public bool AddsSpace { get; private set; } = true;

    /// <summary>Whether spaces at the ends go and several in a row become one.</summary>
    public bool RemovesExtraSpaces { get; private set; } = true;

    /// <summary>Whether spaces are written ▁.</summary>
    public bool EscapesSpaces { get; private set; } = true;

    /// <summary>A byte-pair model as LLaMA has it: a space in front, no other change to the text, and bytes for what has no piece.</summary>
    public static SentencePieceModel OfBytePairs(IEnumerable<SentencePiece> pieces)
    {
        var model = new SentencePieceModel { Algorithm = SentencePieceAlgorithm.BytePair, ByteFallback = true, RemovesExtraSpaces = false };
        model.Pieces.AddRange(pieces);
        return model;
    }

    /// <exception cref="UserException">The file is damaged, or has something that Heed does not know.</exception>
    public static SentencePieceModel Read(ReadOnlySpan<byte> file, string place)
    {
        var model = new SentencePieceModel();
        var fields = new ProtocolBuffer(file, place);
        while (fields.Next())
        {
            switch (fields.Field)
            {
                case 1:
                    model.Pieces.Add(ReadPiece(fields.Bytes(), $"{place}, piece {model.Pieces.Count},"));
                    break;
                case 2:
                    model.ReadTraining(fields.Bytes(), $"{place}, trainer,");
                    break;
                case 3:
                    model.ReadNormalizer(fields.Bytes(), $"{place}, normalizer,");
                    break;
                case 4: // A few texts with their pieces, for SentencePiece to test itself.
                    fields.Skip();
                    break;
                case 5:
                    CheckDenormalizer(fields.Bytes(), $"{place}, denormalizer,");
                    break;
                default:
                    throw fields.Unknown();
            }
        }

        return model.Pieces.Count > 0 ? model
            : throw new UserException($"{place} has no pieces; is it a SentencePiece model?");
    }

    private static SentencePiece ReadPiece(ReadOnlySpan<byte> message, string place)
    {
        var fields = new ProtocolBuffer(message, place);
        var piece = new SentencePiece("", 0, SentencePieceType.Normal);
        while (fields.Next())
        {
            piece = fields.Field switch
            {
                1 => piece with { Text = fields.String() },
                2 => piece with { Score = fields.Single() },
                3 => piece with { Type = (SentencePieceType)fields.Integer() },
                _ => throw fields.Unknown(),
            };
        }

        if (piece.Type is < SentencePieceType.Normal or > SentencePieceType.Byte or SentencePieceType.Unused)
        {
            throw new UserException($"{place} '{piece.Text}', is of type {piece.Type}, which Heed does not know.");
        }

        return piece;
    }

    private void ReadTraining(ReadOnlySpan<byte> message, string place)
    {
        var fields = new ProtocolBuffer(message, place);
        while (fields.Next())
        {
            switch (fields.Field)
            {
                case 3:
                    Algorithm = (SentencePieceAlgorithm)fields.Integer();
                    break;
                case 24:
                    SpaceAsSuffix = fields.Boolean();
                    break;
                case 35:
                    ByteFallback = fields.Boolean();
                    break;
                default:
                    fields.Skip();
                    break;
            }
        }

        if (Algorithm is not (SentencePieceAlgorithm.Unigram or SentencePieceAlgorithm.BytePair))
        {
            throw new UserException($"{place} says that the model is of type {Algorithm}; Heed reads Unigram and BytePair.");
        }
    }

    private void ReadNormalizer(ReadOnlySpan<byte> message, string place)
    {
        var fields = new ProtocolBuffer(message, place);
        while (fields.Next())
        {
            switch (fields.Field)
            {
                case 1 or 6: // The name of the table, and the rules that it was compiled from.
                    fields.Skip();
                    break;
                case 2:
                    CharacterMap = fields.Bytes().ToArray();
                    break;
                case 3:
                    AddsSpace = fields.Boolean();
                    break;
                case 4:
                    RemovesExtraSpaces = fields.Boolean();
                    break;
                case 5:
                    EscapesSpaces = fields.Boolean();
                    break;
                default:
                    throw fields.Unknown();
            }
        }
    }

    private static void CheckDenormalizer(ReadOnlySpan<byte> message, string place)
    {
        var fields = new ProtocolBuffer(message, place);
        while (fields.Next())
        {
            if (fields.Field == 2 && fields.Bytes().Length > 0)
            {
                throw new UserException($"{place} changes characters when decoding, which Heed does not.");
            }

            if (fields.Field != 2)
            {
                fields.Skip();
            }
        }
    }
}
