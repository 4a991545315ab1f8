using System.Globalization;
using Heed.Text.Tokenization.AddedTokens;
using Heed.Text.Tokenization.Patterns;
using Heed.Text.Tokenization.PreTokenizers;

namespace Heed.Text.Tokenization.Formats.Tiktoken;

/// <summary>What a .tiktoken file leaves to its name: how text is cut into words, and the special tokens and their ids.</summary>
/// <param name="Name">As OpenAI calls it.</param>
/// <param name="Files">Names of files, without extension, that hold it.</param>
/// <param name="Words">The expression that cuts text.</param>
/// <param name="Specials">The special tokens; those without an id follow the last piece in order.</param>
internal sealed record TiktokenEncoding(string Name, string[] Files, string Words, (string Piece, int? Id)[] Specials)
{
    private const string EndOfText = "<|endoftext|>";
    private const string EndOfPrompt = "<|endofprompt|>";
    private const string SuffixesOfAnyCase = "(?i:'s|'t|'re|'ve|'m|'ll|'d)";

    /// <summary>GPT-4o: as GPT-4, and a capital after a small letter begins a word; English endings go with the word.</summary>
    private const string Gpt4oWords =
        @"[^\r\n\p{L}\p{N}]?[\p{Lu}\p{Lt}\p{Lm}\p{Lo}\p{M}]*[\p{Ll}\p{Lm}\p{Lo}\p{M}]+" + SuffixesOfAnyCase
        + @"?|[^\r\n\p{L}\p{N}]?[\p{Lu}\p{Lt}\p{Lm}\p{Lo}\p{M}]+[\p{Ll}\p{Lm}\p{Lo}\p{M}]*" + SuffixesOfAnyCase
        + @"?|\p{N}{1,3}| ?[^\s\p{L}\p{N}]+[\r\n/]*|\s*[\r\n]+|\s+(?!\S)|\s+";

    /// <summary>The languages of Whisper in the order of their tokens; the last came with its third version.</summary>
    private const string WhisperLanguages =
        "en zh de es ru ko fr ja pt tr pl ca nl ar sv it id hi fi vi he uk el ms cs ro da hu ta no th ur hr bg lt la mi ml cy sk te fa lv bn sr az sl kn et mk "
        + "br eu is hy ne mn bs kk sq sw gl mr pa si km sn yo so af oc ka be tg sd gu am yi lo uz fo ht ps tk nn mt sa lb my bo tl mg as tt haw ln ha ba jw su yue";

    public static IReadOnlyList<TiktokenEncoding> All { get; } =
    [
        new("gpt2", [], ByteLevelPreTokenizer.Words, [(EndOfText, 50256)]),
        new("r50k_base", [], ByteLevelPreTokenizer.Words, [(EndOfText, 50256)]),
        new("p50k_base", [], ByteLevelPreTokenizer.Words, [(EndOfText, 50256)]),
        new("p50k_edit", [], ByteLevelPreTokenizer.Words,
            [(EndOfText, 50256), ("<|fim_prefix|>", 50281), ("<|fim_middle|>", 50282), ("<|fim_suffix|>", 50283)]),
        new("cl100k_base", [], Gpt4WordsPattern.Words,
            [(EndOfText, 100257), ("<|fim_prefix|>", 100258), ("<|fim_middle|>", 100259), ("<|fim_suffix|>", 100260), (EndOfPrompt, 100276)]),
        new("o200k_base", [], Gpt4oWords, [(EndOfText, 199999), (EndOfPrompt, 200018)]),
        new("o200k_harmony", [], Gpt4oWords,
        [
            ("<|startoftext|>", 199998), (EndOfText, 199999), ("<|return|>", 200002), ("<|constrain|>", 200003), ("<|channel|>", 200005),
            ("<|start|>", 200006), ("<|end|>", 200007), ("<|message|>", 200008), ("<|call|>", 200012), (EndOfPrompt, 200018),
        ]),
        new("whisper", ["multilingual", "whisper_multilingual"], ByteLevelPreTokenizer.Words, Whisper(languages: 99)),
        new("whisper_v3", [], ByteLevelPreTokenizer.Words, Whisper(languages: 100)),
        new("whisper_english", [], ByteLevelPreTokenizer.Words, Whisper(languages: 99)),
    ];

    public static TiktokenEncoding? Find(string name) => All.FirstOrDefault(
        encoding => encoding.Files.Append(encoding.Name).Contains(name, StringComparer.OrdinalIgnoreCase));

    /// <summary>GPT-2's words are part of the byte-level step; any others are a step before it.</summary>
    public PreTokenizer PreTokenizer() => Words == ByteLevelPreTokenizer.Words
        ? new ByteLevelPreTokenizer(addPrefixSpace: false, trimOffsets: true, useRegex: true)
        : new PreTokenizerSequence(
        [
            new SplitPreTokenizer(TextPattern.Expression(Words), SplitBehavior.Isolated, invert: false),
            new ByteLevelPreTokenizer(addPrefixSpace: false, trimOffsets: true, useRegex: false),
        ]);

    /// <param name="firstFree">The id after the last piece.</param>
    public IEnumerable<AddedToken> SpecialTokens(int firstFree) =>
        Specials.Select((special, index) => new AddedToken(special.Id ?? (firstFree + index), special.Piece));

    private static (string Piece, int? Id)[] Whisper(int languages)
    {
        IEnumerable<string> pieces =
        [
            EndOfText, "<|startoftranscript|>", .. WhisperLanguages.Split(' ').Take(languages).Select(language => $"<|{language}|>"),
            "<|translate|>", "<|transcribe|>", "<|startoflm|>", "<|startofprev|>", "<|nospeech|>", "<|notimestamps|>",
            .. Enumerable.Range(0, 1501).Select(step => string.Create(CultureInfo.InvariantCulture, $"<|{step * 0.02:F2}|>")),
        ];
        return [.. pieces.Select(piece => (piece, (int?)null))];
    }
}
