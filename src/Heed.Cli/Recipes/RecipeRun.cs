using Heed.Cli.Terminal;
using Heed.Models;
using Heed.Tensors;
using Heed.Text;
using Heed.Training;
using Heed.Training.Runs;

namespace Heed.Cli.Recipes;

/// <summary>Carries a recipe out in a run folder: what is the same for every task. A task adds how its data and model come to be.</summary>
internal abstract class RecipeRun(Recipe recipe)
{
    /// <summary>The file in the run folder with the whole recipe, defaults written out.</summary>
    public const string RecipeFile = "recipe.yaml";

    /// <summary>Told what is being done, a sentence each.</summary>
    public Action<string> Note { get; set; } = static _ => { };

    /// <summary>Trains, or goes on with training.</summary>
    /// <param name="output">The run folder.</param>
    /// <param name="resume">Whether to go on from the newest checkpoint in the folder.</param>
    /// <param name="observer">Watches the steps.</param>
    /// <param name="cancellation">Saves and stops.</param>
    /// <exception cref="UserException">Something about the recipe, the data or the folder is wrong.</exception>
    public TrainingResult Run(string output, bool resume, ITrainingObserver observer, CancellationToken cancellation)
    {
        recipe.Training.Validate(recipe.ModelOptions.Width);
        using var folder = new RunFolder(output);
        folder.FindStart(resume); // before any work is done for nothing
        using var workspace = new Workspace();
        using ITrainingTask task = Prepare(output, resume);
        Note($"Model: {task.Parameters.Count / 1e6:0.0##} million parameters.");
        var trainer = new Trainer(task, recipe.Training, folder, workspace) { Observer = observer };
        if (!resume)
        {
            WriteModel(output);
            AtomicFile.Write(Path.Combine(output, RecipeFile), stream =>
            {
                using var writer = new StreamWriter(stream, leaveOpen: true);
                writer.Write(RecipeReader.Write(recipe));
            });
        }

        return trainer.Run(resume, cancellation);
    }

    /// <summary>Shows how good the finished model is and how to use it.</summary>
    public abstract void Report(Session session, string modelPath);

    /// <summary>The model with its first weights, and the data that it learns from.</summary>
    /// <param name="output">The run folder.</param>
    /// <param name="resume">Whether the parts that were learnt before training, such as the tokenizer, are in the folder already.</param>
    protected abstract ITrainingTask Prepare(string output, bool resume);

    /// <summary>Writes the parts of the model folder that training does not change: <c>config.json</c>, <c>tokenizer.json</c>.</summary>
    protected abstract void WriteModel(string output);

    /// <summary>The model that <paramref name="options"/> describe, with its first weights.</summary>
    protected TModel Build<TModel>(IModelOptions<TModel> options)
        where TModel : Model
    {
        TModel model = options.Build(forTraining: true);
        model.Parameters.Initialize(recipe.Training.Seed);
        return model;
    }
}
