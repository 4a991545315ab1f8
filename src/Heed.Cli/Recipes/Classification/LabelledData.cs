using Heed.Text;
using Heed.Text.Corpora;

namespace Heed.Cli.Recipes.Classification;

/// <summary>The labelled texts of a run.</summary>
/// <param name="Labels">The classes, in the order of their numbers.</param>
/// <param name="Train">To learn from.</param>
/// <param name="Validation">To judge the run by while it learns; null if there are none.</param>
/// <param name="Test">To score the finished model on; null if there are none.</param>
internal sealed record LabelledData(
    IReadOnlyList<string> Labels, IReadOnlyList<LabelledText> Train, IReadOnlyList<LabelledText>? Validation, IReadOnlyList<LabelledText>? Test)
{
    /// <summary>Reads what a recipe names; classes that it does not list are those of the training texts, sorted.</summary>
    /// <exception cref="UserException">A file is missing, empty or damaged, or has a class that training does not.</exception>
    public static LabelledData Read(ClassificationDataOptions options, IReadOnlyList<string> listed, DataFolder folder)
    {
        IReadOnlyList<LabelledText> train = Load(options.Train, "data.train");
        string[] labels = listed.Count > 0 ? [.. listed] : [.. train.Select(text => text.Label).Distinct().Order(StringComparer.Ordinal)];
        if (labels.Length < 2)
        {
            throw new UserException($"{options.Train} has the single class '{labels[0]}'; a classifier needs at least two. Is the label in column {options.Columns.Label}?");
        }

        RequireKnown(train, options.Train, labels);
        return new LabelledData(labels, train, Read(options.Validation, "data.validation"), Read(options.Test, "data.test"));

        IReadOnlyList<LabelledText>? Read(string? name, string part)
        {
            if (name is null)
            {
                return null;
            }

            IReadOnlyList<LabelledText> texts = Load(name, part);
            RequireKnown(texts, name, labels);
            return texts;
        }

        IReadOnlyList<LabelledText> Load(string name, string part)
        {
            IReadOnlyList<LabelledText> texts = LabelledCorpus.Read(folder.Find(name, part), options.Columns);
            return options.HiddenIn?.Hide(texts, folder) ?? texts;
        }
    }

    private static void RequireKnown(IReadOnlyList<LabelledText> texts, string name, string[] labels)
    {
        for (int index = 0; index < texts.Count; index++)
        {
            if (!labels.Contains(texts[index].Label))
            {
                throw new UserException($"{name}, line {index + 1}: the label '{texts[index].Label}' is none of {string.Join(", ", labels)}.");
            }
        }
    }
}
