using Heed.Models.Checkpoints;
using Heed.Models.Transformer;
using Heed.Tensors;
using Heed.Text;
using Heed.Text.Batching;
using Heed.Text.Corpora;
using Heed.Text.Metrics;
using Heed.Text.Tokenization;
using Heed.Training;
using Heed.Training.Runs;
using Heed.Training.Translation;

namespace Heed.Cli.Recipes;

/// <summary>Carries a recipe out: tokenizer, ids, model, training, all in one run folder.</summary>
internal sealed class RecipeRun(Recipe recipe, ParallelData data, string output)
{
    /// <summary>The file in the run folder with the whole recipe, defaults written out.</summary>
    public const string RecipeFile = "recipe.yaml";

    /// <summary>Told what is being done, a sentence each.</summary>
    public Action<string> Note { get; init; } = static _ => { };

    /// <summary>Trains, or goes on with training.</summary>
    /// <param name="resume">Whether to go on from the newest checkpoint in the folder.</param>
    /// <param name="observer">Watches the steps.</param>
    /// <param name="cancellation">Saves and stops.</param>
    /// <exception cref="UserException">Something about the recipe, the data or the folder is wrong.</exception>
    public TrainingResult Run(bool resume, ITrainingObserver observer, CancellationToken cancellation)
    {
        recipe.Training.Validate(recipe.Model.Width);
        using var folder = new RunFolder(output);
        folder.FindStart(resume); // before any work is done for nothing
        string tokenizerPath = Path.Combine(output, ModelFolder.Tokenizer);
        Tokenizer tokenizer = resume && File.Exists(tokenizerPath) ? Tokenizer.Load(tokenizerPath) : TrainTokenizer();
        TranslationData encoded = Encode(tokenizer);
        using var model = new TransformerModel(recipe.Model with { Vocabulary = tokenizer.VocabularySize }, forTraining: true);
        model.Parameters.Initialize(recipe.Training.Seed);
        Note($"Model: {model.Parameters.Count / 1e6:F1} million parameters, vocabulary {tokenizer.VocabularySize}.");
        using var workspace = new Workspace();
        using var task = new TranslationTask(model, encoded, recipe.Training);
        var trainer = new Trainer(task, recipe.Training, folder, workspace) { Observer = observer };
        if (!resume)
        {
            WriteFolder(tokenizer, model.Options);
        }

        return trainer.Run(resume, cancellation);
    }

    /// <summary>BLEU's usual word splitting for a language.</summary>
    public static BleuOptions BleuFor(string language) => new() { Tokenizer = language switch { "zh" => "zh", "ja" => "char", _ => "13a" } };

    private Tokenizer TrainTokenizer()
    {
        Note($"Learning a vocabulary of {recipe.Tokenizer.VocabularySize} pieces from {data.Train.Count} sentence pairs.");
        return recipe.Tokenizer.Train(data.Train.SelectMany(static pair => (string[])[pair.Source, pair.Target]));
    }

    private TranslationData Encode(Tokenizer tokenizer)
    {
        int limit = Math.Min(recipe.Data.MaximumLength, recipe.Model.MaximumLength - 1);
        (TokenizedPairs training, LengthReport report) =
            ParallelEncoder.Encode(tokenizer, data.Train, new LengthPolicy(limit, limit, recipe.Data.TooLong));
        Note($"Training data: {report}.");
        if (training.Count == 0)
        {
            throw new UserException($"Of the {data.Train.Count} training pairs none is left: all are empty or longer than {limit} pieces.");
        }

        var encoded = new TranslationData { Training = training, Frame = SequenceFrame.Of(tokenizer.Specials) };
        if (data.Validation is not { } held)
        {
            return encoded;
        }

        // An empty side has nothing to translate; what is too long for the model is cut to what it can see.
        SentencePair[] filled = [.. held.Where(pair => !string.IsNullOrWhiteSpace(pair.Source) && !string.IsNullOrWhiteSpace(pair.Target))];
        int most = recipe.Model.MaximumLength - 1;
        (TokenizedPairs validation, LengthReport cut) = ParallelEncoder.Encode(tokenizer, filled, new LengthPolicy(most, most, TooLong.Truncate));
        Note($"Validation data: {cut}.");
        var references = new BleuReferences([.. filled.Select(pair => pair.Target)], tokenizer, BleuFor(recipe.Data.TargetLanguage));
        return encoded with { Validation = validation, References = references };
    }

    private void WriteFolder(Tokenizer tokenizer, TransformerOptions options)
    {
        tokenizer.Save(Path.Combine(output, ModelFolder.Tokenizer));
        StrictJson.Write(Path.Combine(output, ModelFolder.Configuration), options);
        AtomicFile.Write(Path.Combine(output, RecipeFile), stream =>
        {
            using var writer = new StreamWriter(stream, leaveOpen: true);
            writer.Write(RecipeReader.Write(recipe));
        });
    }
}
