using Heed.Models;
using Heed.Models.Checkpoints;
using Heed.Models.Generation.Drafts;
using Heed.Models.LanguageModels;
using Heed.Text;

namespace Heed.Cli.Generating;

/// <summary>What <c>--draft</c> names.</summary>
internal static class DraftSources
{
    private const string Ngram = "ngram";
    private const int LongestNgram = 4;

    /// <summary>Null for none; an n-gram table for <c>ngram</c>; otherwise the model of a folder, which must share the vocabulary.</summary>
    /// <exception cref="UserException">The folder holds no model, or one of another vocabulary.</exception>
    public static IDraftSource? Open(string? name, TextGenerator generator) => name switch
    {
        null => null,
        Ngram => new NgramDraft(LongestNgram, []),
        _ => new ModelDraft(Load(name, generator)),
    };

    private static LanguageModel Load(string folder, TextGenerator generator)
    {
        LanguageModel model = ModelFolder.Load<ILanguageModelOptions, LanguageModel>(folder);
        if (model.Options.Vocabulary == generator.Model.Options.Vocabulary)
        {
            model.Parameters.Freeze();
            return model;
        }

        using (model)
        {
            throw new UserException(
                $"The draft model {folder} has a vocabulary of {model.Options.Vocabulary} pieces and the model one of {generator.Model.Options.Vocabulary}; both must use the same tokenizer.");
        }
    }
}
