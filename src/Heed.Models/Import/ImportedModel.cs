using Heed.Models.Checkpoints;
using Heed.Models.LanguageModels;
using Heed.Models.SequenceToSequence;
using Heed.Text.Tokenization;

namespace Heed.Models.Import;

/// <summary>A model that was made elsewhere, with the tokenizers that came with it.</summary>
internal sealed record ImportedModel : IDisposable
{
    public required Model Model { get; init; }

    /// <summary>Of what the model writes, and reads where there is no other.</summary>
    public required Tokenizer Tokenizer { get; init; }

    /// <summary>Of what the model reads, where that is another one.</summary>
    public Tokenizer? SourceTokenizer { get; init; }

    /// <summary>Writes a model folder.</summary>
    /// <exception cref="Text.UserException">It cannot be written.</exception>
    public void Save(string folder)
    {
        switch (Model)
        {
            case LanguageModel language:
                ModelFolder.Save(folder, language.Options, language.Parameters);
                break;
            case SequenceToSequenceModel translator:
                ModelFolder.Save(folder, translator.Options, translator.Parameters);
                break;
        }

        Tokenizer.Save(Path.Combine(folder, ModelFolder.Tokenizer));
        SourceTokenizer?.Save(Path.Combine(folder, ModelFolder.SourceTokenizer));
    }

    public void Dispose() => Model.Dispose();
}
