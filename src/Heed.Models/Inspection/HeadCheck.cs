using Heed.Models.Transformer;
using Heed.Text;

namespace Heed.Models.Inspection;

/// <summary>That heads exist before they are switched off.</summary>
internal static class HeadCheck
{
    /// <exception cref="UserException">One does not.</exception>
    public static void Require(TransformerOptions options, IReadOnlyList<HeadPlace> heads)
    {
        foreach (HeadPlace head in heads)
        {
            int layers = head.Part == AttentionPart.Encoder ? options.EncoderLayers : options.DecoderLayers;
            if (!Enum.IsDefined(head.Part) || head.Layer < 0 || head.Layer >= layers || head.Head < 0 || head.Head >= options.Heads.Count)
            {
                throw new UserException(
                    $"There is no head {head.Head} in layer {head.Layer} of {head.Part.ToString().ToLowerInvariant()}: this model has {layers} layers of {options.Heads.Count} heads there, counted from 0.");
            }
        }
    }
}
