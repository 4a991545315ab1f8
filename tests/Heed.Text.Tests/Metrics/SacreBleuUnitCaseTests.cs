using System.Globalization;
using System.Text.Json;
using Heed.Text.Metrics;

namespace Heed.Text.Tests.Metrics;

/// <summary>sacreBLEU's own unit tests for BLEU and chrF; the list names and tolerances are theirs where they print fewer digits.</summary>
[Trait("Needs", "shared")]
public sealed class SacreBleuUnitCaseTests : IDisposable
{
    private static readonly BleuOptions Raw = new()
    {
        Tokenizer = "none",
        Smoothing = BleuSmoothing.Floor,
        SmoothingValue = 0.01,
        EffectiveOrder = true,
    };

    private readonly JsonDocument _cases = JsonDocument.Parse(SharedData.ReadText("data/sacrebleu_oracle/unit_cases.json"));

    public void Dispose() => _cases.Dispose();

    [Theory]
    [InlineData("test_raw_bleu_cases")]
    [InlineData("test_case_effective_order")]
    public void Raw_corpora(string list)
    {
        foreach (JsonElement test in Cases("test_bleu", list))
        {
            Assert.Equal(test[2].GetDouble(), Bleu.Corpus(Strings(test[0]), Streams(test[1]), Raw).Score / 100, 1e-8);
        }
    }

    [Fact]
    public void Corpora()
    {
        foreach (JsonElement test in Cases("test_bleu", "test_corpus_bleu_cases"))
        {
            var options = new BleuOptions
            {
                Tokenizer = test[2].TryGetProperty("tokenize", out JsonElement tokenizer) ? tokenizer.GetString()! : "13a",
                Smoothing = test[2].TryGetProperty("smooth_method", out JsonElement method) ? Smoothing(method) : BleuSmoothing.Exponential,
            };
            Assert.Equal(test[3].GetDouble(), Bleu.Corpus(Strings(test[0]), Streams(test[1]), options).Score, 1e-8);
        }
    }

    [Fact]
    public void Floors()
    {
        foreach (JsonElement test in Cases("test_bleu", "test_case_offset"))
        {
            double? usual = null;
            double Score(double? value) => Bleu.Corpus(Strings(test[0]), Streams(test[1]), Raw with { SmoothingValue = value }).Score / 100;
            Assert.Equal(test[2].GetDouble(), Score(usual), 1e-8);
            Assert.Equal(test[3].GetDouble(), Score(0), 1e-8);
        }
    }

    [Fact]
    public void Counts()
    {
        foreach (JsonElement test in Cases("test_bleu", "test_case_statistics"))
        {
            BleuScore score = Bleu.Corpus(Strings(test[0]), Streams(test[1]), Raw);
            Assert.Equal(Longs(test[2].GetProperty("common")), score.Counts);
            Assert.Equal(Longs(test[2].GetProperty("total")), score.Totals);
        }
    }

    [Fact]
    public void Statistics()
    {
        foreach (JsonElement test in Cases("test_bleu", "test_case_scoring"))
        {
            BleuOptions options = new() { Smoothing = BleuSmoothing.None };
            Assert.Equal(test[1].GetDouble(), StatisticsOf(test[0]).Score(options, "1").Score / 100, 1e-8);
        }

        foreach (JsonElement test in Cases("test_bleu", "test_case_degenerate_stats"))
        {
            BleuOptions options = new() { Smoothing = BleuSmoothing.Floor, SmoothingValue = test[1].GetDouble() };
            Assert.Equal(test[2].GetDouble(), StatisticsOf(test[0]).Score(options, "1").Score / 100);
        }
    }

    [Fact]
    public void Orders()
    {
        foreach (JsonElement test in Cases("test_bleu", "test_bleu_max_order"))
        {
            BleuScore score = Bleu.Corpus(Strings(test[1]), Streams(test[2]), new BleuOptions { MaxOrder = test[0].GetInt32() });
            Assert.Equal(test[3].GetString(), score.Score.ToString("F2", CultureInfo.InvariantCulture));
        }
    }

    [Theory]
    [InlineData("test_cases", "SYS", "REF")]
    [InlineData("test_cases_zero_bleu", "SYS_0", "REF_0")]
    public void Sentences(string list, string hypothesis, string reference)
    {
        JsonElement group = _cases.RootElement.GetProperty("test_sentence_bleu");
        foreach (JsonElement test in Cases("test_sentence_bleu", list))
        {
            var options = new BleuOptions
            {
                Smoothing = Smoothing(test[0]),
                SmoothingValue = test[1].ValueKind == JsonValueKind.Null ? null : test[1].GetDouble(),
                Lowercase = test[2].GetBoolean(),
                Tokenizer = test[3].GetString()!,
            };
            BleuScore score = Bleu.Sentence(
                group.GetProperty(hypothesis).GetString()!, [group.GetProperty(reference).GetString()!], options);
            Assert.Equal(test[4].GetDouble(), score.Score, 1e-3);
        }
    }

    [Theory]
    [InlineData("test_cases", true, false)]
    [InlineData("test_cases_effective_order", false, false)]
    [InlineData("test_cases_keep_whitespace", false, true)]
    public void Chrf_corpora(string list, bool epsilon, bool whitespace)
    {
        var options = new ChrfOptions { Beta = 3, EpsilonSmoothing = epsilon, Whitespace = whitespace };
        foreach (JsonElement test in Cases("test_chrf", list))
        {
            Assert.Equal(test[2].GetDouble(), Chrf.Corpus(Strings(test[0]), [Strings(test[1])], options).Score, 1e-4);
        }
    }

    [Fact]
    public void Chrf_sentences()
    {
        var options = new ChrfOptions { EpsilonSmoothing = true };
        foreach (JsonElement test in Cases("test_chrf", "test_sentence_level_chrf"))
        {
            Assert.Equal(test[2].GetDouble(), Chrf.Sentence(test[0].GetString()!, Strings(test[1]), options).Score, 1e-6);
        }
    }

    private JsonElement[] Cases(string group, string list)
    {
        JsonElement[] cases = [.. _cases.RootElement.GetProperty(group).GetProperty(list).EnumerateArray()];
        Assert.NotEmpty(cases);
        return cases;
    }

    private static BleuStatistics StatisticsOf(JsonElement test) => new(4)
    {
        Counts = Longs(test[0].GetProperty("common")),
        Totals = Longs(test[0].GetProperty("total")),
        HypothesisLength = test[1].GetInt64(),
        ReferenceLength = test[2].GetInt64(),
    };

    private static BleuSmoothing Smoothing(JsonElement name) => name.GetString() switch
    {
        "exp" => BleuSmoothing.Exponential,
        "floor" => BleuSmoothing.Floor,
        "add-k" => BleuSmoothing.AddK,
        "none" => BleuSmoothing.None,
        var other => throw new InvalidOperationException($"Unexpected smoothing '{other}'."),
    };

    private static string[] Strings(JsonElement list) => list.Deserialize<string[]>()!;

    private static string[][] Streams(JsonElement list) => list.Deserialize<string[][]>()!;

    private static long[] Longs(JsonElement list) => list.Deserialize<long[]>()!;
}
