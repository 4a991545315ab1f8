using Heed.Text;

namespace Heed.Models.Classification;

/// <summary>What must hold for the options of every classifier.</summary>
internal static class ClassifierCheck
{
    /// <exception cref="UserException">Something does not; the message names the key.</exception>
    public static void Check(IClassifierOptions options)
    {
        Require(options.Vocabulary > 0, $"vocabulary is {options.Vocabulary}, but must be at least 1");
        Require(options.MaximumLength > 2, $"maximum_length is {options.MaximumLength}, but must be at least 3");
        Require(options.Width > 0, $"width is {options.Width}, but must be at least 1");
        Require(options.Labels.Count > 1, $"labels has {options.Labels.Count} classes, but there must be at least 2");
        Require(options.Labels.Distinct(StringComparer.Ordinal).Count() == options.Labels.Count, "labels has a class twice");
    }

    /// <summary>Complains unless <paramref name="isRight"/>.</summary>
    public static void Require(bool isRight, string complaint)
    {
        if (!isRight)
        {
            throw new UserException($"The model cannot be built: {complaint}.");
        }
    }
}
