using System.Text.Json;
using Heed.Text.Metrics;
using Heed.Text.Metrics.Tokenizers;

namespace Heed.Text.Tests.Metrics;

/// <summary>Scores and tokenized lines computed by sacreBLEU on real translations.</summary>
[Trait("Needs", "shared")]
public class SacreBleuOracleTests
{
    private const double Tolerance = 1e-6;
    private const string Folder = "data/sacrebleu_oracle";

    [Fact]
    public void Tokenizes_every_line_alike()
    {
        using JsonDocument gold = Read("tokenizer_gold.json.gz");
        int lines = 0;
        foreach (JsonProperty group in gold.RootElement.EnumerateObject())
        {
            IMetricTokenizer tokenizer = MetricTokenizers.Get(group.Name.Split('/')[1]);
            foreach (JsonElement pair in group.Value.EnumerateArray())
            {
                Assert.Equal(pair[1].GetString(), tokenizer.Tokenize(pair[0].GetString()!));
                lines++;
            }
        }

        Assert.Equal(1050, lines);
    }

    [Fact]
    public void Scores_every_sentence_alike()
    {
        using JsonDocument gold = Read("sentence_gold.json.gz");
        Assert.Equal(200, gold.RootElement.GetArrayLength());
        foreach (JsonElement sentence in gold.RootElement.EnumerateArray())
        {
            string hypothesis = sentence.GetProperty("hyp").GetString()!;
            string[] reference = [sentence.GetProperty("ref").GetString()!];
            Equal(sentence.GetProperty("bleu_exp_eff"), Bleu.Sentence(hypothesis, reference).Score);
            Equal(sentence.GetProperty("chrf2"), Chrf.Sentence(hypothesis, reference).Score);
            Equal(sentence.GetProperty("chrf2pp"), Chrf.Sentence(hypothesis, reference, ChrfOptions.PlusPlus).Score);
        }
    }

    [Fact]
    public void Scores_every_system_of_WMT17_alike()
    {
        using JsonDocument gold = Read("wmt17_en_de/expected.json");
        string[] reference = Lines("wmt17_en_de/ref.txt.gz");
        Assert.Equal(gold.RootElement.GetProperty("sentences").GetInt32(), reference.Length);
        int systems = 0;
        foreach (JsonProperty system in gold.RootElement.GetProperty("systems").EnumerateObject())
        {
            string[] hypotheses = Lines($"wmt17_en_de/{system.Name}.gz");
            foreach (string tokenizer in (string[])["none", "13a", "char"])
            {
                BleuScore bleu = Bleu.Corpus(hypotheses, [reference], new BleuOptions { Tokenizer = tokenizer });
                EqualBleu(system.Value.GetProperty($"bleu_{tokenizer}"), bleu);
            }

            BleuScore lower = Bleu.Corpus(hypotheses, [reference], new BleuOptions { Tokenizer = "none", Lowercase = true });
            Equal(system.Value.GetProperty("bleu_none_lc"), lower.Score);
            Equal(system.Value.GetProperty("chrf2"), Chrf.Corpus(hypotheses, [reference]).Score);
            if (system.Value.TryGetProperty("chrf2pp", out JsonElement plusPlus))
            {
                Equal(plusPlus, Chrf.Corpus(hypotheses, [reference], ChrfOptions.PlusPlus).Score);
            }

            systems++;
        }

        Assert.Equal(16, systems);
    }

    private static void EqualBleu(JsonElement expected, BleuScore actual)
    {
        Equal(expected.GetProperty("score"), actual.Score);
        Equal(expected.GetProperty("bp"), actual.BrevityPenalty);
        Assert.Equal(expected.GetProperty("sys_len").GetInt64(), actual.HypothesisLength);
        Assert.Equal(expected.GetProperty("ref_len").GetInt64(), actual.ReferenceLength);
        Assert.Equal(expected.GetProperty("counts").Deserialize<long[]>(), actual.Counts);
        Assert.Equal(expected.GetProperty("totals").Deserialize<long[]>(), actual.Totals);
        for (int n = 0; n < actual.Precisions.Count; n++)
        {
            Equal(expected.GetProperty("precisions")[n], actual.Precisions[n]);
        }
    }

    private static void Equal(JsonElement expected, double actual) => Assert.Equal(expected.GetDouble(), actual, Tolerance);

    private static JsonDocument Read(string file) => JsonDocument.Parse(SharedData.ReadText($"{Folder}/{file}"));

    private static string[] Lines(string file) => SharedData.ReadText($"{Folder}/{file}").TrimEnd('\n').Split('\n');
}
