namespace Heed.Text.Tokenization.Decoders;

/// <summary>The way back: turns the pieces of ids into text, piece by piece, before they are joined. A kind is one file in this folder.</summary>
public abstract class Decoder : TokenizerPart
{
    private static readonly PartRegistry<Decoder> Kinds = new("decoder", new()
    {
        ["Sequence"] = DecoderSequence.Read,
        ["Replace"] = ReplaceDecoder.Read,
        ["ByteFallback"] = ByteFallbackDecoder.Read,
        ["Fuse"] = FuseDecoder.Read,
        ["Strip"] = StripDecoder.Read,
        ["Metaspace"] = MetaspaceDecoder.Read,
        ["ByteLevel"] = ByteLevelDecoder.Read,
        ["WordPiece"] = WordPieceDecoder.Read,
        ["BPEDecoder"] = WordSuffixDecoder.Read,
        ["CTC"] = CtcDecoder.Read,
    });

    /// <summary>The pieces after this step; the list handed in may be changed and returned.</summary>
    public abstract List<string> Apply(List<string> pieces);

    internal static Decoder Read(JsonPart json) => Kinds.Read(json);

    internal static Decoder? ReadOptional(JsonPart owner, string key) => Kinds.ReadOptional(owner, key);
}
