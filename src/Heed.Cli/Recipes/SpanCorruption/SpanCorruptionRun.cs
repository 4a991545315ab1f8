using System.Globalization;
using Heed.Cli.Recipes.Unlabelled;
using Heed.Cli.Terminal;
using Heed.Models.SequenceToSequence;
using Heed.Text;
using Heed.Text.Batching;
using Heed.Text.Batching.Spans;
using Heed.Text.Tokenization;
using Heed.Training;
using Heed.Training.Translation;

namespace Heed.Cli.Recipes.SpanCorruption;

/// <summary>Pre-trains an encoder-decoder: tokenizer with sentinels from the text, gaps in it, model.</summary>
internal sealed class SpanCorruptionRun(SpanCorruptionRecipe recipe, UnlabelledData data) : TextRun<ISequenceToSequenceOptions>(recipe)
{
    public override void Report(Session session, string modelPath) =>
        session.Note($"Go on to a task of text to text with a recipe of task translation: --set pretrained={modelPath}");

    protected override ITrainingTask Prepare(string output, bool resume)
    {
        Tokenizer tokenizer = Sentinels.AddTo(
            PrepareTokenizer(output, resume, recipe.Tokenizer, data.Train.SelectMany(static document => document)), recipe.Corruption.Sentinels);
        ISequenceToSequenceOptions options = Keep(tokenizer, recipe.Model.WithVocabulary(tokenizer.VocabularySize));
        var encoded = new TranslationData
        {
            Training = Encode(tokenizer, data.Train, recipe.Corruption.Copies, "Training"),
            Validation = data.Validation.Count == 0 ? null : Encode(tokenizer, data.Validation, 1, "Validation"),
            Frame = SequenceFrame.Of(tokenizer.Specials),
            Budget = BudgetUnit.LargerSide,
        };
        SequenceToSequenceModel model = Build(options);
        return new TranslationTask(model, encoded, recipe.Training);
    }

    /// <summary>Sentences of a document one after another, as many as fit, each such stretch with gaps.</summary>
    private TokenizedPairs Encode(Tokenizer tokenizer, IReadOnlyList<IReadOnlyList<string>> documents, int copies, string what)
    {
        var corruptor = new SpanCorruptor(Sentinels.Of(tokenizer), recipe.Corruption);
        int room = (recipe.Data.MaximumLength == 0 ? recipe.Model.MaximumLength : Math.Min(recipe.Data.MaximumLength, recipe.Model.MaximumLength)) - 1;
        var pairs = new TokenizedPairs();
        var random = SplitMix64.Of(recipe.Training.Seed, (ulong)documents.Count);
        int[][][] encoded = [.. documents.Select(document => tokenizer.EncodeAll(document))];
        for (int copy = 0; copy < copies; copy++)
        {
            foreach (int[] stretch in encoded.SelectMany(sentences => Stretches(sentences, room)))
            {
                if (corruptor.Corrupt(stretch, ref random) is var (source, target))
                {
                    pairs.Add(source, target);
                }
            }
        }

        Note(string.Create(CultureInfo.InvariantCulture, $"{what} data: {pairs.Count} stretches of text, {pairs.SourceTokens} tokens to read and {pairs.TargetTokens} to write."));
        return pairs.Count > 0 ? pairs : throw new UserException($"There is no text among the {documents.Count} documents of {what.ToLowerInvariant()}.");
    }

    private static IEnumerable<int[]> Stretches(int[][] sentences, int room)
    {
        var stretch = new List<int>();
        foreach (int[] sentence in sentences)
        {
            if (stretch.Count > 0 && stretch.Count + sentence.Length > room)
            {
                yield return [.. stretch];
                stretch.Clear();
            }

            stretch.AddRange(sentence.AsSpan(0, Math.Min(sentence.Length, room)));
        }

        yield return [.. stretch];
    }
}
