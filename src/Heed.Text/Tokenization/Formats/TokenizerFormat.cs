namespace Heed.Text.Tokenization.Formats;

/// <summary>A kind of file that tokenizers come in. One file here a format; <see cref="TokenizerFormats"/> lists them.</summary>
/// <param name="Description">What messages call it, with the name that such files usually have.</param>
/// <param name="FolderNames">The names under which a folder may hold it, best first.</param>
/// <param name="Recognizes">Whether a file is one, by its name or its first bytes.</param>
/// <param name="Read">Reads it.</param>
internal sealed record TokenizerFormat(
    string Description, IReadOnlyList<string> FolderNames, Func<TokenizerSource, bool> Recognizes, Func<TokenizerSource, Tokenizer> Read);
