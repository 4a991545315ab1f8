using System.IO.Compression;
using System.Text;
using System.Text.Json;
using Heed.Cli.Tests.Support;
using Heed.Text.Metrics;

namespace Heed.Cli.Tests.Commands;

public sealed class EvaluateTests : IDisposable
{
    private static readonly string[] Hypotheses = ["A girl is climbing into the house .", "Two men sit", "", "the cat sat on the mat"];
    private static readonly string[] References = ["A little girl climbs into a house.", "Two men are sitting.", "Nobody", "the cat sat on the mat"];
    private readonly TemporaryFolder folder = new();
    private readonly string hypotheses;
    private readonly string references;

    public EvaluateTests()
    {
        hypotheses = folder.File("hyp", Lines(Hypotheses));
        references = folder.File("ref", Lines(References));
    }

    public void Dispose() => folder.Dispose();

    [Fact]
    public void Json_gives_scores_in_full_precision_with_signatures()
    {
        HeedResult result = HeedProcess.Run("evaluate", "--hypotheses", hypotheses, "--references", references, "--json");
        Assert.Equal(0, result.Code);
        Assert.Equal("", result.Error);
        JsonElement json = JsonDocument.Parse(Assert.Single(result.Lines)).RootElement;
        BleuScore bleu = Bleu.Corpus(Hypotheses, [References]);
        ChrfScore chrf = Chrf.Corpus(Hypotheses, [References]);
        Assert.Equal(bleu.Score, json.GetProperty("bleu").GetProperty("score").GetDouble());
        Assert.Equal(bleu.Signature, json.GetProperty("bleu").GetProperty("signature").GetString());
        Assert.Equal(chrf.Score, json.GetProperty("chrf").GetProperty("score").GetDouble());
        Assert.Equal(chrf.Signature, json.GetProperty("chrf").GetProperty("signature").GetString());
    }

    [Fact]
    public void Options_reach_the_metrics()
    {
        HeedResult result = HeedProcess.Run(
            "evaluate", "--hypotheses", hypotheses, "--references", references, references, "--metrics", "chrf++,bleu", "--lowercase", "--tokenize", "char");
        Assert.Equal(0, result.Code);
        Assert.Equal(2, result.Lines.Count);
        Assert.StartsWith("chrF2++|nrefs:2|case:lc|eff:yes|nc:6|nw:2", result.Lines[0]);
        Assert.StartsWith("BLEU|nrefs:2|case:lc|eff:no|tok:char", result.Lines[1]);
    }

    [Fact]
    public void Hypotheses_come_from_standard_input_and_references_from_gzip()
    {
        string packed = folder.At("ref.gz");
        using (var gzip = new GZipStream(File.Create(packed), CompressionLevel.Fastest))
        {
            gzip.Write(Encoding.UTF8.GetBytes(Lines(References)));
        }

        HeedResult piped = HeedProcess.Run(Lines(Hypotheses), ["evaluate", "--hypotheses", "-", "--references", packed]);
        HeedResult plain = HeedProcess.Run("evaluate", "--hypotheses", hypotheses, "--references", references);
        Assert.Equal(0, piped.Code);
        Assert.Equal(plain.Output, piped.Output);
    }

    [Fact]
    public void Unequal_line_counts_are_both_named()
    {
        string longer = folder.File("longer", Lines([.. References, "more"]));
        HeedProcess.Run("evaluate", "--hypotheses", hypotheses, "--references", longer).FailedWith(1, hypotheses, "4 lines", longer, "has 5");
    }

    [Fact]
    public void A_missing_file_is_named() =>
        HeedProcess.Run("evaluate", "--hypotheses", folder.At("none"), "--references", references).FailedWith(1, folder.At("none"));

    [Fact]
    public void An_empty_file_is_named()
    {
        string empty = folder.File("empty", "");
        HeedProcess.Run("evaluate", "--hypotheses", empty, "--references", references).FailedWith(1, empty, "nothing");
    }

    [Fact]
    public void A_line_that_is_not_utf8_is_named()
    {
        File.WriteAllBytes(hypotheses, [.. "fine\n"u8, 0xFF, 0xFE, (byte)'\n']);
        HeedProcess.Run("evaluate", "--hypotheses", hypotheses, "--references", references).FailedWith(1, hypotheses, "line 2", "UTF-8");
    }

    [Fact]
    public void An_unknown_metric_is_named_with_those_that_exist() =>
        HeedProcess.Run("evaluate", "--hypotheses", hypotheses, "--references", references, "--metrics", "blue")
            .FailedWith(1, "'blue'", "did you mean 'bleu'?", "chrf++");

    private static string Lines(IEnumerable<string> lines) => string.Concat(lines.Select(line => line + "\n"));
}
