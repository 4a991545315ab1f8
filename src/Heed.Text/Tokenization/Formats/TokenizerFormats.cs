using Heed.Text.Tokenization.Formats.Tiktoken;

namespace Heed.Text.Tokenization.Formats;

/// <summary>Finds out what a file is and reads it.</summary>
internal static class TokenizerFormats
{
    /// <summary>The first that recognizes a file reads it.</summary>
    private static readonly TokenizerFormat[] All =
    [
        MarianFormat.Format,
        SentencePieceFormat.Format,
        Llama2cFormat.Format,
        SubwordNmtFormat.Format,
        GptVocabularyFormat.Format,
        TiktokenFormat.Format,
        HuggingFaceFormat.Format,
        BertVocabularyFormat.Format,
    ];

    /// <exception cref="UserException">The file is missing or broken, or no format recognizes it.</exception>
    public static Tokenizer Read(string path, string? variant)
    {
        ArgumentNullException.ThrowIfNull(path);
        TokenizerSource source = TokenizerSource.Open(Directory.Exists(path) ? FileIn(path) : path, variant);
        TokenizerFormat format = All.FirstOrDefault(format => format.Recognizes(source))
            ?? throw new UserException($"{source.Path} is not a tokenizer that Heed knows; it reads {Known()}.");
        return format.Read(source);
    }

    private static string FileIn(string folder) =>
        All.SelectMany(format => format.FolderNames).OrderByDescending(name => name == HuggingFaceFormat.FileName)
            .SelectMany<string, string>(name => [Path.Combine(folder, name), Path.Combine(folder, name + TokenizerSource.PackedEnding)])
            .FirstOrDefault(File.Exists)
        ?? throw new UserException($"The folder {folder} holds no tokenizer under a name that Heed looks for; it reads {Known()}.");

    private static string Known() => string.Join(", ", All.Select(format => format.Description));
}
