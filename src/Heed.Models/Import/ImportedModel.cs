using Heed.Models.Checkpoints;
using Heed.Text.Tokenization;

namespace Heed.Models.Import;

/// <summary>A model that was made elsewhere, with the tokenizers that came with it.</summary>
internal sealed record ImportedModel : IDisposable
{
    public required IModelOptions<Model> Options { get; init; }

    public required Model Model { get; init; }

    /// <summary>Of what the model writes, and reads where there is no other.</summary>
    public required Tokenizer Tokenizer { get; init; }

    /// <summary>Of what the model reads, where that is another one.</summary>
    public Tokenizer? SourceTokenizer { get; init; }

    /// <summary>Writes a model folder.</summary>
    /// <exception cref="Text.UserException">It cannot be written.</exception>
    public void Save(string folder)
    {
        AnyModel.Save(folder, Options, Model);
        Tokenizer.Save(Path.Combine(folder, ModelFolder.Tokenizer));
        SourceTokenizer?.Save(Path.Combine(folder, ModelFolder.SourceTokenizer));
    }

    public void Dispose() => Model.Dispose();
}
