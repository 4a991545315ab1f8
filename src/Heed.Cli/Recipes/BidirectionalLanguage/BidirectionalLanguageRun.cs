using System.Globalization;
using Heed.Cli.Recipes.Unlabelled;
using Heed.Cli.Terminal;
using Heed.Models.BidirectionalLanguage;
using Heed.Text;
using Heed.Text.Batching;
using Heed.Text.Tokenization;
using Heed.Training;
using Heed.Training.BidirectionalLanguage;

namespace Heed.Cli.Recipes.BidirectionalLanguage;

/// <summary>Trains language models of both directions: tokenizer from the text, ids of its sentences, model.</summary>
internal sealed class BidirectionalLanguageRun(BidirectionalLanguageRecipe recipe, UnlabelledData data) : TextRun<IBidirectionalLanguageOptions>(recipe)
{
    public override void Report(Session session, string modelPath) =>
        session.Note($"Read its layers with a recipe of task classification: --set pretrained={modelPath}");

    protected override ITrainingTask Prepare(string output, bool resume)
    {
        Tokenizer tokenizer = PrepareTokenizer(output, resume, recipe.Tokenizer, data.Train.SelectMany(static document => document));
        IBidirectionalLanguageOptions options = Keep(tokenizer, recipe.Model.WithVocabulary(tokenizer.VocabularySize));
        LabelledSequences train = Encode(tokenizer, data.Train, "Training");
        LabelledSequences? held = data.Validation.Count == 0 ? null : Encode(tokenizer, data.Validation, "Validation");
        BidirectionalLanguageModel model = Build(options);
        return new BidirectionalLanguageTask(model, train, held, recipe.Training);
    }

    // Each sentence in the frame in which a classifier will see it.
    private LabelledSequences Encode(Tokenizer tokenizer, IReadOnlyList<IReadOnlyList<string>> documents, string what)
    {
        var frame = new TextFrame(tokenizer);
        (int asked, int possible) = (recipe.Data.MaximumLength, recipe.Model.MaximumLength);
        int longest = asked == 0 ? possible : Math.Min(asked, possible);
        var texts = new LabelledSequences();
        foreach (string sentence in documents.SelectMany(static document => document))
        {
            texts.Add(frame.Encode(sentence, longest), label: 0);
        }

        Note(string.Create(CultureInfo.InvariantCulture, $"{what} data: {texts.Count} sentences, {texts.Tokens} tokens."));
        return texts.Count > 0 ? texts : throw new UserException($"There is no text among the {documents.Count} documents of {what.ToLowerInvariant()}.");
    }
}
