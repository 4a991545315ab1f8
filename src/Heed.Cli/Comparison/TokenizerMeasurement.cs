using System.Diagnostics;
using System.Text;
using System.Text.Json.Nodes;
using Heed.Text.Tokenization;

namespace Heed.Cli.Comparison;

/// <summary>What a tokenizer makes of a text, in figures.</summary>
internal sealed record TokenizerMeasurement
{
    private const int Passes = 3;

    public required string Name { get; init; }

    /// <summary>Ids there are.</summary>
    public required int Vocabulary { get; init; }

    public required int Sentences { get; init; }

    public required long Pieces { get; init; }

    /// <summary>Pieces that are the unknown piece.</summary>
    public required long Unknown { get; init; }

    /// <summary>Different ids that the text uses.</summary>
    public required int Used { get; init; }

    /// <summary>Σ n² over the sentences of n pieces: the pairs that self-attention compares.</summary>
    public required double AttentionPairs { get; init; }

    /// <summary>Sentences that decode to exactly what they were.</summary>
    public required int RoundTrips { get; init; }

    /// <summary>UTF-8 bytes of text encoded in a second, best of three passes.</summary>
    public required double BytesPerSecond { get; init; }

    public double PiecesPerSentence => (double)Pieces / Sentences;

    public double PairsPerSentence => AttentionPairs / Sentences;

    public static TokenizerMeasurement Of(string name, Tokenizer tokenizer, IReadOnlyList<string> sentences, int threads)
    {
        int[][] ids = [];
        double seconds = double.MaxValue;
        for (int pass = 0; pass < Passes; pass++)
        {
            long start = Stopwatch.GetTimestamp();
            ids = tokenizer.EncodeAll(sentences, threads);
            seconds = Math.Min(seconds, Stopwatch.GetElapsedTime(start).TotalSeconds);
        }

        int? unknown = tokenizer.Specials.Find(SpecialToken.Unknown);
        return new TokenizerMeasurement
        {
            Name = name,
            Vocabulary = tokenizer.VocabularySize,
            Sentences = sentences.Count,
            Pieces = ids.Sum(sentence => (long)sentence.Length),
            Unknown = ids.Sum(sentence => (long)sentence.Count(id => id == unknown)),
            Used = ids.SelectMany(sentence => sentence).Distinct().Count(),
            AttentionPairs = ids.Sum(sentence => (double)sentence.Length * sentence.Length),
            RoundTrips = ids.Zip(sentences).Count(pair => tokenizer.Decode(pair.First) == pair.Second),
            BytesPerSecond = sentences.Sum(sentence => (double)Encoding.UTF8.GetByteCount(sentence) + 1) / seconds,
        };
    }

    public JsonObject ToJson() => new()
    {
        ["tokenizer"] = Name,
        ["vocabulary"] = Vocabulary,
        ["sentences"] = Sentences,
        ["pieces"] = Pieces,
        ["pieces_per_sentence"] = PiecesPerSentence,
        ["unknown"] = Unknown,
        ["used"] = Used,
        ["attention_pairs_per_sentence"] = PairsPerSentence,
        ["round_trips"] = RoundTrips,
        ["bytes_per_second"] = BytesPerSecond,
    };
}
