using System.Globalization;
using Heed.Cli.Terminal;
using Heed.Models.LanguageModels;
using Heed.Text;
using Heed.Text.Corpora;
using Heed.Text.Tokenization;
using Heed.Training;
using Heed.Training.LanguageModels;

namespace Heed.Cli.Recipes.LanguageModels;

/// <summary>Trains a language model: tokenizer from the text, the text as one row of ids, model.</summary>
internal sealed class LanguageModelRun(LanguageModelRecipe recipe, IReadOnlyList<string> train, IReadOnlyList<string> validation) : TextRun<ILanguageModelOptions>(recipe)
{
    public override void Report(Session session, string modelPath) =>
        session.Note($"Let it write with: ./heed generate --model {modelPath} --prompt 'Once upon a time'");

    protected override ITrainingTask Prepare(string output, bool resume)
    {
        Tokenizer tokenizer = PrepareTokenizer(output, resume, recipe.Tokenizer, WholeText.Read(train));
        (ReadOnlyMemory<int> text, ReadOnlyMemory<int> held) = Encode(tokenizer);
        Note(string.Create(CultureInfo.InvariantCulture, $"Text: {text.Length} tokens to learn from, {held.Length} held back."));
        ILanguageModelOptions options = Keep(tokenizer, recipe.Model.WithVocabulary(tokenizer.VocabularySize));
        LanguageModel model = Build(options);
        return new LanguageModelTask(model, text, held, recipe.Training);
    }

    private (ReadOnlyMemory<int> Text, ReadOnlyMemory<int> Held) Encode(Tokenizer tokenizer)
    {
        ReadOnlyMemory<int> text = Encode(tokenizer, train);
        if (validation.Count > 0)
        {
            return (text, Encode(tokenizer, validation));
        }

        int kept = text.Length - (int)(text.Length * recipe.Data.HeldBack);
        return (text[..kept], text[kept..]);
    }

    private static int[] Encode(Tokenizer tokenizer, IReadOnlyList<string> paths)
    {
        int[] ids = [.. WholeText.Read(paths).SelectMany(part => tokenizer.Encode(part))];
        return ids.Length > 1 ? ids : throw new UserException($"There is next to nothing in {string.Join(", ", paths)}: a language model needs at least two tokens of text.");
    }
}
