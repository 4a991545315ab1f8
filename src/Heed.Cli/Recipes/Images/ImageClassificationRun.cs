using System.Globalization;
using Heed.Cli.Classifying;
using Heed.Cli.Terminal;
using Heed.Media.Images;
using Heed.Models.Checkpoints;
using Heed.Models.Classification;
using Heed.Models.Images;
using Heed.Text.Metrics;
using Heed.Training;
using Heed.Training.Images;

namespace Heed.Cli.Recipes.Images;

/// <summary>Trains an image classifier and scores it on the images that it has not seen.</summary>
internal sealed class ImageClassificationRun(ImageClassificationRecipe recipe, ImageSet images, byte[] labels) : RecipeRun(recipe)
{
    public override void Report(Session session, string modelPath)
    {
        if (recipe.Data.Test > 0)
        {
            using ImageClassifier classifier = ImageClassifier.Load(modelPath);
            int first = images.Count - recipe.Data.Test;
            var matrix = new ConfusionMatrix(recipe.Model.Classes);
            foreach (IReadOnlyList<ClassProbability> found in classifier.Classify(images, first))
            {
                matrix.Add(labels[first + (int)matrix.Count], int.Parse(found[0].Label, CultureInfo.InvariantCulture));
            }

            session.Results.WriteLine(ClassificationReport.Of(matrix, "images"));
        }

        session.Note($"Classify with: ./heed classify --model {modelPath} --input IMAGES.idx");
    }

    protected override ITrainingTask Prepare(string output, bool resume)
    {
        ImageClassifierModel model = Build(recipe.Model);
        int learnt = recipe.Data.Train - recipe.Data.Validation;
        var training = new LabelledImages(images, labels, 0, learnt);
        LabelledImages? validation = recipe.Data.Validation > 0 ? new LabelledImages(images, labels, learnt, recipe.Data.Validation) : null;
        return new ImageClassificationTask(model, (training, validation, recipe.Data.Shift), recipe.Training);
    }

    protected override void WriteModel(string output) => StrictJson.Write(Path.Combine(output, ModelFolder.Configuration), recipe.Model);
}
