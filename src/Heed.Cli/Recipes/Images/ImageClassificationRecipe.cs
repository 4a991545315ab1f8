using System.Text.Json.Serialization;
using Heed.Media.Images;
using Heed.Models;
using Heed.Models.Images;
using Heed.Models.Vit;
using Heed.Text;

namespace Heed.Cli.Recipes.Images;

/// <summary><c>task: image_classification</c>: images with labels, and a model that says what an image shows.</summary>
internal sealed record ImageClassificationRecipe : Recipe
{
    public const string Task = "image_classification";

    public required ImageDataOptions Data { get; init; }

    public IImageClassifierOptions Model { get; init; } = new VitOptions();

    [JsonIgnore]
    public override IModelOptions<Model> ModelOptions => Model;

    public override ImageClassificationRun Open(DataFolder folder)
    {
        Model.Check();
        ImageSet images = ImageSet.Load(folder.Find(Data.Images, "data.images"));
        byte[] labels = images.LoadLabels(folder.Find(Data.Labels, "data.labels"), Model.Classes);
        ImageClassifier.Check(Model, images);
        if (Data.Shift < 0 || Data.Test < 0 || Data.Validation < 0 || Data.Train <= Data.Validation || Data.Train + Data.Test > images.Count)
        {
            throw new UserException(
                $"data.train {Data.Train}, data.validation {Data.Validation}, data.test {Data.Test} and data.shift {Data.Shift} do not divide {images.Count} images: train and test together take at most all, validation is a part of train.");
        }

        return new ImageClassificationRun(this, images, labels);
    }
}
