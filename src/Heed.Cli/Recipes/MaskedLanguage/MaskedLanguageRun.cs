using System.Globalization;
using Heed.Cli.Recipes.Unlabelled;
using Heed.Cli.Terminal;
using Heed.Models.MaskedLanguage;
using Heed.Text;
using Heed.Text.Batching.Masked;
using Heed.Text.Tokenization;
using Heed.Training;
using Heed.Training.MaskedLanguage;

namespace Heed.Cli.Recipes.MaskedLanguage;

/// <summary>Pre-trains a masked language model: tokenizer from the text, ids of its sentences, model.</summary>
internal sealed class MaskedLanguageRun(MaskedLanguageRecipe recipe, UnlabelledData data) : TextRun<IMaskedLanguageOptions>(recipe)
{
    public override void Report(Session session, string modelPath)
    {
        session.Note($"Fine-tune it with a recipe of task classification: --set pretrained={modelPath}");
        session.Note($"Vectors of sentences: ./heed embed --model {modelPath}");
    }

    protected override ITrainingTask Prepare(string output, bool resume)
    {
        Tokenizer tokenizer = PrepareTokenizer(output, resume, recipe.Tokenizer, data.Train.SelectMany(static document => document));
        IMaskedLanguageOptions options = Keep(tokenizer, recipe.Model.WithVocabulary(tokenizer.VocabularySize));
        int longest = recipe.Data.MaximumLength == 0 ? options.MaximumLength : Math.Min(recipe.Data.MaximumLength, options.MaximumLength);
        var encoded = new MaskedLanguageData
        {
            Training = Encode(tokenizer, data.Train, "Training"),
            Validation = data.Validation.Count == 0 ? null : Encode(tokenizer, data.Validation, "Validation"),
            Frame = MaskedFrame.Of(tokenizer),
            Masking = recipe.Masking,
            MaximumLength = longest,
        };
        MaskedLanguageModel model = Build(options);
        return new MaskedLanguageTask(model, encoded, recipe.Training);
    }

    private RunningText Encode(Tokenizer tokenizer, IReadOnlyList<IReadOnlyList<string>> documents, string what)
    {
        var text = new RunningText();
        foreach (IReadOnlyList<string> document in documents)
        {
            text.Add(tokenizer.EncodeAll(document));
        }

        Note(string.Create(CultureInfo.InvariantCulture, $"{what} data: {text.Documents} documents, {text.Sentences} sentences, {text.Tokens} tokens."));
        return text.Sentences > 0 ? text : throw new UserException($"There is no text among the {documents.Count} documents of {what.ToLowerInvariant()}.");
    }
}
