using System.Globalization;
using Heed.Cli.Classifying;
using Heed.Cli.Terminal;
using Heed.Models.Classification;
using Heed.Text.Batching;
using Heed.Text.Corpora;
using Heed.Text.Tokenization;
using Heed.Training;
using Heed.Training.Classification;

namespace Heed.Cli.Recipes.Classification;

/// <summary>Trains a classifier of texts: tokenizer from the training texts, ids, model.</summary>
internal sealed class ClassificationRun(ClassificationRecipe recipe, LabelledData data) : TextRun<IClassifierOptions>(recipe)
{
    public override void Report(Session session, string modelPath)
    {
        if (data.Test is { } test)
        {
            session.Note($"Classifying {test.Count} test texts.");
            using TextClassifier classifier = TextClassifier.Load(modelPath);
            session.Results.WriteLine(ClassificationReport.Of(classifier, test, session.Cancellation));
        }

        session.Note($"Classify with: ./heed classify --model {modelPath}");
    }

    protected override ITrainingTask Prepare(string output, bool resume)
    {
        Tokenizer tokenizer = PrepareTokenizer(output, resume, recipe.Tokenizer, data.Train.Select(static text => text.Text), recipe.Pretrained);
        IClassifierOptions options = Keep(tokenizer, recipe.Model.For(tokenizer.VocabularySize, data.Labels));
        var frame = new TextFrame(tokenizer);
        var encoded = new ClassificationData(
            Encode(frame, data.Train, "Training"), data.Validation is null ? null : Encode(frame, data.Validation, "Validation"));
        ClassifierModel model = Build(options);
        BeginWith(recipe.Pretrained, resume, model);
        return new ClassificationTask(model, encoded, recipe.Training);
    }

    private LabelledSequences Encode(TextFrame frame, IReadOnlyList<LabelledText> texts, string what)
    {
        var encoded = new LabelledSequences();
        int limit = recipe.Model.MaximumLength;
        int cut = 0;
        foreach (LabelledText text in texts)
        {
            int[] pieces = frame.Pieces(text.Text);
            cut += pieces.Length + frame.Added > limit ? 1 : 0;
            encoded.Add(frame.Wrap(pieces, limit), IndexOf(text.Label));
        }

        Note(string.Create(CultureInfo.InvariantCulture, $"{what} data: {texts.Count} texts, {encoded.Tokens} tokens; {cut} texts cut to {limit}."));
        return encoded;
    }

    private int IndexOf(string label)
    {
        int index = 0;
        while (data.Labels[index] != label)
        {
            index++;
        }

        return index;
    }
}
