using System.Globalization;
using Heed.Text;

namespace Heed.Cli.Recipes.Audio;

/// <summary>What the name of a recording says: <c>7_jackson_32</c> is take 32 of class 7 by jackson.</summary>
internal sealed record SpokenName(int Class, string Speaker, int Take)
{
    /// <summary>Reads a name.</summary>
    /// <exception cref="UserException">It is none, or its class is not below <paramref name="classes"/>.</exception>
    public static SpokenName Parse(string name, int classes) =>
        name.Split('_') is [var label, var speaker, var take] && IsNumber(label, out int number) && number < classes && IsNumber(take, out int index)
            ? new SpokenName(number, speaker, index)
            : throw new UserException($"The recording {name}.wav is not called CLASS_SPEAKER_TAKE.wav with a class below {classes}, such as 7_jackson_32.wav; rename it, or raise model.classes.");

    private static bool IsNumber(string text, out int number) => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out number);
}
