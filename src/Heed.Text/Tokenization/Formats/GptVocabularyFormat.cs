using System.Text.Json;
using Heed.Text.Tokenization.Decoders;
using Heed.Text.Tokenization.Models;
using Heed.Text.Tokenization.Models.BytePair;
using Heed.Text.Tokenization.PostProcessors;
using Heed.Text.Tokenization.PreTokenizers;

namespace Heed.Text.Tokenization.Formats;

/// <summary>vocab.json and merges.txt beside it (encoder.json and vocab.bpe, as OpenAI called them): byte-level BPE as GPT-2 and RoBERTa have it.</summary>
internal static class GptVocabularyFormat
{
    private static readonly (string Vocabulary, string Merges)[] Pairs = [("vocab.json", "merges.txt"), ("encoder.json", "vocab.bpe")];
    private static readonly string[] SpecialPieces = ["<|endoftext|>", "<s>", "<pad>", "</s>", "<unk>", "<mask>"];

    public static TokenizerFormat Format { get; } = new(
        "vocab.json with merges.txt of GPT-2",
        [.. Pairs.Select(pair => pair.Vocabulary)],
        source => Pairs.Any(pair => source.IsNamed(pair.Vocabulary) || source.IsNamed(pair.Merges)),
        Read);

    private static Tokenizer Read(TokenizerSource source)
    {
        (TokenizerSource vocabularySource, TokenizerSource merges) = Open(source);
        Vocabulary vocabulary = Vocabulary(vocabularySource);
        var parts = new TokenizerParts
        {
            PreTokenizer = new ByteLevelPreTokenizer(addPrefixSpace: false, trimOffsets: true, useRegex: true),
            Model = Model(vocabulary, [.. Merges(merges)], vocabularySource.Path),
            PostProcessor = PostProcessor(vocabulary),
            Decoder = new ByteLevelDecoder(new ByteLevel(AddPrefixSpace: false, TrimOffsets: true, UseRegex: true)),
        };
        return new Tokenizer(parts, SpecialPieces.Where(piece => vocabulary.TryGetId(piece, out _)));
    }

    private static (TokenizerSource Vocabulary, TokenizerSource Merges) Open(TokenizerSource source)
    {
        (string vocabulary, string merges) = Pairs.First(pair => source.IsNamed(pair.Vocabulary) || source.IsNamed(pair.Merges));
        return source.IsNamed(vocabulary) ? (source, source.Beside(vocabulary, merges)) : (source.Beside(merges, vocabulary), source);
    }

    private static Vocabulary Vocabulary(TokenizerSource source)
    {
        try
        {
            using JsonDocument document = JsonDocument.Parse(source.Content);
            return VocabularyFile.Read(document.RootElement, source.Path);
        }
        catch (JsonException exception)
        {
            throw new UserException($"{source.Path} is not valid JSON (line {exception.LineNumber + 1}): {exception.Message} Is the file complete?", exception);
        }
    }

    private static IEnumerable<(string Left, string Right)> Merges(TokenizerSource source)
    {
        int number = 0;
        foreach (string line in source.Lines())
        {
            number++;
            if (line.Length == 0 || (number == 1 && line.StartsWith("#version", StringComparison.Ordinal)))
            {
                continue;
            }

            string[] parts = line.Split(' ');
            yield return parts.Length == 2 ? (parts[0], parts[1])
                : throw new UserException($"{source.Path}, line {number}: '{line}' is not two pieces with a space between them.");
        }
    }

    private static BytePairModel Model(Vocabulary vocabulary, List<(string Left, string Right)> merges, string path)
    {
        foreach (char character in ByteAlphabet.All)
        {
            if (!vocabulary.TryGetId([character], out _))
            {
                throw new UserException(
                    $"{path} has no piece '{character}', so it is not a byte-level vocabulary, the only kind that Heed reads from vocab.json and merges.txt; use the model's tokenizer.json.");
            }
        }

        try
        {
            return new BytePairModel(vocabulary, merges, new BytePairOptions());
        }
        catch (ArgumentException exception)
        {
            throw new UserException($"{path} and the merges beside it do not belong together: {exception.Message}", exception);
        }
    }

    /// <summary>RoBERTa's where its special tokens are there, else GPT-2's.</summary>
    private static PostProcessor PostProcessor(Vocabulary vocabulary) =>
        vocabulary.TryGetId("<s>", out int start) && vocabulary.TryGetId("</s>", out int end)
            ? new RobertaProcessor(new SpecialPiece("</s>", end), new SpecialPiece("<s>", start), trimOffsets: true, addPrefixSpace: false)
            : new ByteLevelProcessor(new ByteLevel(AddPrefixSpace: false, TrimOffsets: true, UseRegex: true));
}
