namespace Heed.Text.Tokenization.PostProcessors;

/// <summary>The stage after the model: puts special tokens around one text or two, and says which token belongs to which. A kind is one file in this folder.</summary>
public abstract class PostProcessor : TokenizerPart
{
    private static readonly PartRegistry<PostProcessor> Kinds = new("post-processor", new()
    {
        ["Sequence"] = PostProcessorSequence.Read,
        ["TemplateProcessing"] = TemplateProcessor.Read,
        ["BertProcessing"] = BertProcessor.Read,
        ["RobertaProcessing"] = RobertaProcessor.Read,
        ["ByteLevel"] = ByteLevelProcessor.Read,
    });

    /// <summary>Whether the offsets of a piece leave out the spaces in it.</summary>
    public virtual bool TrimsOffsets => false;

    /// <summary>The special tokens that it may put, which the vocabulary has to have.</summary>
    internal abstract IEnumerable<SpecialPiece> SpecialPieces { get; }

    /// <summary>What becomes of one text or two; they are joined afterwards.</summary>
    /// <param name="texts">The first text and, of a pair, the second.</param>
    /// <param name="addSpecialTokens">Without, only the types are set.</param>
    internal abstract IReadOnlyList<EncodedText> Apply(IReadOnlyList<EncodedText> texts, bool addSpecialTokens);

    internal static PostProcessor Read(JsonPart json) => Kinds.Read(json);

    internal static PostProcessor? ReadOptional(JsonPart owner, string key) => Kinds.ReadOptional(owner, key);
}
