using Heed.Media.Images;
using Heed.Models.Checkpoints;
using Heed.Models.Classification;
using Heed.Tensors;
using Heed.Tensors.Memory;
using Heed.Text;

namespace Heed.Models.Images;

/// <summary>A trained image classifier: <c>using var classifier = ImageClassifier.Load("model"); classifier.Classify(ImageSet.Load("images.idx"))</c>.</summary>
public sealed class ImageClassifier : IDisposable
{
    private const int ImagesAtOnce = 64;

    private readonly Workspace workspace;
    private readonly ImageBatch batch = new();
    private readonly string[] labels;

    /// <summary>Takes over <paramref name="model"/>; <paramref name="workers"/> stays the caller's, null starts a pool of its own.</summary>
    public ImageClassifier(ImageClassifierModel model, WorkerPool? workers = null)
    {
        (Model, workspace) = (model, new Workspace(workers));
        labels = ClassProbability.Numbers(model.Options.Classes);
    }

    public ImageClassifierModel Model { get; }

    /// <summary>Loads a model folder.</summary>
    /// <exception cref="UserException">A part is missing, damaged, or of another family of models.</exception>
    public static ImageClassifier Load(string folder, WorkerPool? workers = null)
    {
        ImageClassifierModel model = ModelFolder.Load<IImageClassifierOptions, ImageClassifierModel>(folder);
        model.Parameters.Freeze();
        return new ImageClassifier(model, workers);
    }

    /// <summary>The classes of each image, the most probable first, as the results are asked for; a class is called by its number.</summary>
    /// <param name="images">Images of the model's size.</param>
    /// <param name="first">The first image to look at.</param>
    /// <exception cref="UserException">The images have another size than those that the model learnt from.</exception>
    public IEnumerable<IReadOnlyList<ClassProbability>> Classify(ImageSet images, int first = 0)
    {
        Check(Model.Options, images);
        for (int start = first; start < images.Count; start += ImagesAtOnce)
        {
            foreach (float[] probabilities in Probabilities(images, start, Math.Min(images.Count, start + ImagesAtOnce)))
            {
                yield return ClassProbability.Rank(probabilities, labels);
            }
        }
    }

    /// <summary>Complains if images have another size than a model takes.</summary>
    /// <exception cref="UserException">They have.</exception>
    public static void Check(IImageClassifierOptions options, ImageSet images)
    {
        if (images.Height != options.ImageHeight || images.Width != options.ImageWidth)
        {
            throw new UserException(
                $"The images have {images.Height} × {images.Width} pixels, but the model takes {options.ImageHeight} × {options.ImageWidth}; give images of that size, or train with other image_height and image_width.");
        }
    }

    public void Dispose()
    {
        workspace.Dispose();
        Model.Dispose();
    }

    private float[][] Probabilities(ImageSet images, int start, int end)
    {
        batch.Clear(images.Height, images.Width);
        for (int image = start; image < end; image++)
        {
            batch.Add(images[image]);
        }

        workspace.BeginInferenceStep();
        Tensor logits = Model.Logits(workspace, batch); // (B, classes)
        var found = new float[end - start][];
        for (int index = 0; index < found.Length; index++)
        {
            found[index] = ClassProbability.Softmax(logits.Values.Slice(index * logits.Columns, logits.Columns));
        }

        return found;
    }
}
