using Heed.Text;

namespace Heed.Models.Import;

/// <summary>Makes a model folder of a model that was made elsewhere.</summary>
public static class ModelImport
{
    private const string Known = "llama2.c's checkpoints and CTranslate2's model.bin";

    /// <summary>Reads a model file, plain or gzip, of any known format, and writes a model folder.</summary>
    /// <param name="path">The file.</param>
    /// <param name="tokenizer">The tokenizer's file, where the format has it apart; null: under its usual name beside the model.</param>
    /// <param name="output">The folder.</param>
    /// <exception cref="UserException">A part is missing, damaged, or of a kind that is not known.</exception>
    public static void Run(string path, string? tokenizer, string output)
    {
        ReadOnlyMemory<byte> content = ReadAll(path);
        using ImportedModel model =
            CTranslate2File.IsLikely(content.Span) ? CTranslate2Model.Read(path, content)
            : Llama2cModel.IsLikely(content.Span) ? Llama2cModel.Read(path, content, tokenizer ?? Path.GetDirectoryName(Path.GetFullPath(path))!)
            : throw new UserException($"{path} is not a model that Heed knows; it reads {Known}, and folders of Hugging Face.");
        model.Save(output);
    }

    private static ReadOnlyMemory<byte> ReadAll(string path)
    {
        using Stream stream = DataFile.Open(path);
        using var content = new MemoryStream();
        try
        {
            stream.CopyTo(content);
            return content.ToArray();
        }
        catch (Exception exception) when (exception is IOException or InvalidDataException)
        {
            throw new UserException($"{path} cannot be read: {exception.Message}", exception);
        }
    }
}
