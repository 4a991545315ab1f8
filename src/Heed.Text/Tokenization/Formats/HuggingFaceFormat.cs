namespace Heed.Text.Tokenization.Formats;

/// <summary>tokenizer.json, which has everything in it.</summary>
internal static class HuggingFaceFormat
{
    public const string FileName = "tokenizer.json";

    /// <summary>Any other file of JSON is taken for one too, so that the message says what it lacks.</summary>
    public static TokenizerFormat Format { get; } = new(
        FileName,
        [FileName],
        source => source.IsNamed(FileName) || source.Begins("{"u8),
        source => TokenizerFile.Read(source.Path, source.Content));
}
