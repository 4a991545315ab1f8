using Heed.Cli.Evaluation;
using Heed.Cli.Terminal;
using Heed.Models.SequenceToSequence;
using Heed.Text;
using Heed.Text.Batching;
using Heed.Text.Corpora;
using Heed.Text.Metrics;
using Heed.Text.Tokenization;
using Heed.Training;
using Heed.Training.Translation;

namespace Heed.Cli.Recipes.Translation;

/// <summary>Trains a translator: tokenizer from both sides of the pairs, ids, model.</summary>
internal sealed class TranslationRun(TranslationRecipe recipe, ParallelData data) : TextRun<ISequenceToSequenceOptions>(recipe)
{
    public ParallelData Data => data;

    /// <summary>BLEU's usual word splitting for a language.</summary>
    public static BleuOptions BleuFor(string language) => new() { Tokenizer = language switch { "zh" => "zh", "ja" => "char", _ => "13a" } };

    public override void Report(Session session, string modelPath)
    {
        if (data.Test is { } test)
        {
            ModelScores.Print(session, modelPath, test, recipe.Data.TargetLanguage);
        }

        session.Note($"Translate with: ./heed translate --model {modelPath}");
    }

    protected override ITrainingTask Prepare(string output, bool resume)
    {
        Tokenizer tokenizer = PrepareTokenizer(output, resume, recipe.Tokenizer, data.Train.SelectMany(static pair => (string[])[pair.Source, pair.Target]), recipe.Pretrained);
        TranslationData encoded = Encode(tokenizer);
        ISequenceToSequenceOptions options = Keep(
            tokenizer, recipe.Model.WithVocabulary(tokenizer.VocabularySize).WithLanguages(recipe.Data.SourceLanguage, recipe.Data.TargetLanguage));
        SequenceToSequenceModel model = Build(options);
        BeginWith(recipe.Pretrained, resume, model);
        return new TranslationTask(model, encoded, recipe.Training);
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

        var encoded = new TranslationData { Training = training, Frame = SequenceFrame.Of(tokenizer.Specials, recipe.Model.EndSource) };
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
}
