using Heed.Cli.Terminal;
using Heed.Media.Images;
using Heed.Models.Classification;
using Heed.Models.Images;

namespace Heed.Cli.Classifying;

/// <summary>Classifies the images of an IDX file: a line for each.</summary>
internal static class ImageClassification
{
    /// <summary>Writes the classes of each image in <paramref name="input"/>.</summary>
    /// <exception cref="Text.UserException">Model or images are missing, damaged, or of different sizes.</exception>
    public static void Write(Session session, string folder, string input, bool all, TextWriter writer)
    {
        using ImageClassifier classifier = ImageClassifier.Load(folder);
        foreach (IReadOnlyList<ClassProbability> found in classifier.Classify(ImageSet.Load(input)))
        {
            session.Cancellation.ThrowIfCancellationRequested();
            writer.WriteLine(ClassLine.Of(found, all));
        }
    }
}
