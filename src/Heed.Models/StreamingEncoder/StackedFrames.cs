using Heed.Media.Audio.Features;
using Heed.Models.Audio;
using Heed.Nn;
using Heed.Tensors;

namespace Heed.Models.StreamingEncoder;

/// <summary>Stacks neighbouring frames to rows; those that do not fill a row at the end of a sound are left out.</summary>
internal static class StackedFrames
{
    /// <summary>Frames of B sounds → (N, 80 k) and the sounds' rows.</summary>
    public static (Tensor Rows, Sequences Sequences) Of(Workspace workspace, FrameBatch sounds, int perRow)
    {
        int width = perRow * LogMel.Bands;
        Integers offsets = workspace.AllocateIntegers(sounds.Count + 1);
        offsets.Values[0] = 0;
        for (int sound = 0; sound < sounds.Count; sound++)
        {
            offsets.Values[sound + 1] = offsets.Values[sound] + (sounds[sound].Length / width);
        }

        Tensor rows = workspace.Allocate(new Shape(offsets.Values[^1], width), requiresGradient: false);
        for (int sound = 0; sound < sounds.Count; sound++)
        {
            (int first, int end) = (offsets.Values[sound] * width, offsets.Values[sound + 1] * width);
            sounds[sound][..(end - first)].CopyTo(rows.Values[first..end]);
        }

        return (rows, Sequences.Packed(workspace, offsets.Values));
    }
}
