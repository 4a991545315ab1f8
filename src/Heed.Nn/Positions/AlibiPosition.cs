using Heed.Nn.Attention;
using Heed.Nn.Catalogue;
using Heed.Tensors;
using Heed.Tensors.Ops;

namespace Heed.Nn.Positions;

/// <summary>
/// Scores fall by m · |i − j| with the distance, with a slope m of each head's own: 2^(−8h/H) for head h = 1 … H (Press, Smith and Lewis, 2022).
/// Nothing is trained, and longer texts than those of training remain legible.
/// </summary>
[Variant("score − m_h · |i − j|, m_h = 2^(−8h/H)", "Press, Smith and Lewis, 2022")]
public sealed record AlibiPosition : PositionOptions
{
    public override IPositionTable? BuildTable(ParameterStore store, string name, int width, int maximumLength) => null;

    public override AttentionPosition BuildForAttention(ParameterStore store, string name, HeadOptions heads, int width, bool seesFuture) =>
        new Slopes(heads.Count);

    /// <summary>The heads' slopes. Where H is no power of two, the paper's code fills up with every second slope of the next power.</summary>
    public static float[] SlopesOf(int heads)
    {
        int power = (int)System.Numerics.BitOperations.RoundUpToPowerOf2((uint)heads + 1) / 2;
        return [.. Enumerable.Range(1, heads).Select(head => (float)(head <= power
            ? Math.Pow(2, -8.0 * head / power)
            : Math.Pow(2, -4.0 * ((2 * (head - power)) - 1) / power)))];
    }

    private sealed class Slopes(int heads) : AttentionPosition
    {
        private readonly float[] slopes = SlopesOf(heads);

        public override AttentionBias Bias(Workspace workspace, int longest)
        {
            int distances = (2 * longest) - 1;
            Tensor table = workspace.Allocate(new Shape(heads, distances), requiresGradient: false); // (H, 2L − 1)
            Span<float> values = table.Values;
            for (int head = 0; head < heads; head++)
            {
                for (int index = 0; index < distances; index++)
                {
                    values[(head * distances) + index] = -slopes[head] * Math.Abs(index - (longest - 1));
                }
            }

            return new AttentionBias(table);
        }
    }
}
