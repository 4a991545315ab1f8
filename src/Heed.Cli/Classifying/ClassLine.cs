using System.Globalization;
using Heed.Models.Classification;

namespace Heed.Cli.Classifying;

/// <summary>How classes are printed.</summary>
internal static class ClassLine
{
    /// <summary><c>label TAB probability</c>, of the most probable class or of all.</summary>
    public static string Of(IReadOnlyList<ClassProbability> found, bool all) => string.Join('\t', (all ? found : found.Take(1)).Select(Text));

    private static string Text(ClassProbability found) => string.Create(CultureInfo.InvariantCulture, $"{found.Label}\t{found.Probability:F4}");
}
