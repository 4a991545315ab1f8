using System.IO.Compression;
using System.Text.Json;
using CsCheck;
using Heed.Text.Corpora;
using Heed.Text.Tokenization;

namespace Heed.Text.Tests.Tokenization;

/// <summary>Models of SentencePiece: the ids and texts are those of its own programs.</summary>
public sealed class SentencePieceTests : IDisposable
{
    /// <summary>What normalisation, unknown characters and ties make difficult.</summary>
    private static readonly string[] Difficult =
    [
        "", " ", "  two  spaces  ", "▁", "a▁ ▁ ", "▁▁a▁▁b", "...", "....", "..........", "!!!!!!!", "aaaaaaaaa", "ababababa", "--------", "= = == === ====",
        "ＡＢＣ①②㍿", "ｶﾞｷﾞ パ", "e\u0301e\u0301 ü u\u0308", "ﬁne ½ ² ™ …", "\u00A0x\u3000y\u2003z", "tab\there", "zero\u200Bwidth\u200Djoin\uFEFF", "\u0001\u0002", "x\u00ADy",
        "👩‍👩‍👧 😀😀", "𠮷野家 𝐀𝟘", "Привет мир", "ไทย", "한국어 각", "العربية", "ﷺ", "<s> </s> <unk> <0x41> <en><de> <sep>", "a<en>b  <de>", "I'm 12.5% of 1,000,000!", "ǅ ǆ ß İ ı",
    ];

    private readonly string folder = Directory.CreateTempSubdirectory("heed-spm").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Theory]
    [Trait("Needs", "shared")]
    [InlineData("sentencepiece/test_model.model.gz", "sentencepiece/botchan.txt.gz")]
    [InlineData("sentencepiece/test_model.model.gz", "sentencepiece/wagahaiwa_nekodearu.txt.gz")]
    [InlineData("sentencepiece/test_ja_model.model.gz", "sentencepiece/wagahaiwa_nekodearu.txt.gz")]
    [InlineData("joeynmt_toy/sp200.model.gz", "joeynmt_toy/train.de")]
    [InlineData("joeynmt_toy/sp200.model.gz", "sentencepiece/botchan.txt.gz")]
    [InlineData("llama2/tokenizer.model.gz", "sentencepiece/botchan.txt.gz")]
    [InlineData("llama2/tokenizer.model.gz", "sentencepiece/wagahaiwa_nekodearu.txt.gz")]
    public void IdsAndTextsAreThoseOfSentencePiece(string model, string text)
    {
        string packed = SharedData.PathOf("data/tokenizers/" + model);
        string path = Path.Combine(folder, "peer.model");
        File.WriteAllBytes(path, Unpack("data/tokenizers/" + model));
        Tokenizer tokenizer = Tokenizer.Load(packed);
        AssertSame(tokenizer, path, [.. Difficult, .. TextLines.Read(SharedData.PathOf("data/tokenizers/" + text)).Take(3000)]);
        string saved = Path.Combine(folder, "tokenizer.json");
        tokenizer.Save(saved);
        AssertSame(Tokenizer.Load(saved), path, [.. Difficult, .. TextLines.Read(SharedData.PathOf("data/tokenizers/" + text)).Take(300)]);
    }

    [Theory]
    [InlineData("--model_type=unigram", "--vocab_size=400")]
    [InlineData("--model_type=unigram", "--vocab_size=400", "--byte_fallback")]
    [InlineData("--model_type=unigram", "--vocab_size=400", "--treat_whitespace_as_suffix", "--user_defined_symbols=<en>,<de>,ab")]
    [InlineData("--model_type=unigram", "--vocab_size=400", "--split_by_whitespace=false", "--add_dummy_prefix=false")]
    [InlineData("--model_type=unigram", "--vocab_size=400", "--normalization_rule_name=identity", "--remove_extra_whitespaces=false")]
    [InlineData("--model_type=unigram", "--vocab_size=400", "--normalization_rule_name=nmt_nfkc_cf", "--allow_whitespace_only_pieces")]
    [InlineData("--model_type=bpe", "--vocab_size=400")]
    [InlineData("--model_type=bpe", "--vocab_size=400", "--byte_fallback", "--user_defined_symbols=<en>,<de>,ab")]
    [InlineData("--model_type=bpe", "--vocab_size=400", "--treat_whitespace_as_suffix", "--normalization_rule_name=nfkc")]
    [InlineData("--model_type=bpe", "--vocab_size=400", "--split_by_whitespace=false", "--remove_extra_whitespaces=false", "--normalization_rule_name=identity")]
    public void ModelsOfEveryKindGiveTheIdsOfSentencePiece(params string[] options)
    {
        string[] lines = [.. TestCorpus.Lines, .. Sentences(400)];
        string model = SentencePiecePeer.Train(folder, lines, [.. options, "--hard_vocab_limit=false"]);
        Tokenizer tokenizer = Tokenizer.Load(model);
        // Where the space goes behind the text, SentencePiece adds one even if nothing is left of the text.
        string[] difficult = [.. Difficult.Where(line => line is not ("▁" or "\u0001\u0002") || !options.Contains("--treat_whitespace_as_suffix"))];
        AssertSame(tokenizer, model, [.. difficult, .. lines, .. Sentences(1000)]);
        string saved = Path.Combine(folder, "tokenizer.json");
        string again = Path.Combine(folder, "again.json");
        tokenizer.Save(saved);
        Tokenizer loaded = Tokenizer.Load(saved);
        AssertSame(loaded, model, [.. difficult, .. lines]);
        loaded.Save(again);
        Assert.Equal(File.ReadAllBytes(saved), File.ReadAllBytes(again));
    }

    /// <summary>Marian's pair: the pieces of two models under the ids of one list.</summary>
    [Fact]
    public void AMarianFolderGivesThePiecesOfItsSourceModelItsOwnIds()
    {
        string[] lines = [.. TestCorpus.Lines, .. Sentences(400)];
        string model = SentencePiecePeer.Train(folder, lines, "--model_type=unigram", "--vocab_size=400", "--hard_vocab_limit=false");
        Tokenizer source = Tokenizer.Load(model);
        string[] pieces = ["</s>", "<unk>", "▁nurziel", .. source.Vocabulary.Pieces.Skip(3).Reverse(), "<pad>"];
        string marian = Directory.CreateDirectory(Path.Combine(folder, "marian")).FullName;
        File.Copy(model, Path.Combine(marian, "source.spm"));
        File.WriteAllText(Path.Combine(marian, "vocab.json"), JsonSerializer.Serialize(pieces.Select((piece, id) => (piece, id)).ToDictionary(pair => pair.piece, pair => pair.id)));
        Tokenizer tokenizer = Tokenizer.Load(marian);
        Assert.Equal(pieces, tokenizer.Vocabulary.Pieces);
        foreach (string line in lines)
        {
            Assert.Equal(source.Encode(line).Select(source.Piece), tokenizer.Encode(line).Select(tokenizer.Piece));
        }

        Assert.Equal("nurziel a", tokenizer.Decode([2, tokenizer.Id("▁a")!.Value, tokenizer.Specials.End]));
    }

    [Theory]
    [Trait("Needs", "shared")]
    [InlineData("ＡＢＣ①㍿", "ABC1株式会社")]
    [InlineData("e\u0301 ｶﾞ", "é ガ")]
    [InlineData("a\u0001bc", "abc")]
    [InlineData("a\u3000b\tc\u200Bd", "a b c d")]
    [InlineData("～ ﷺ", "～ صلى الله عليه وسلم")]
    [InlineData("plain", "plain")]
    public void TheCompiledMapNormalisesAsNmtNfkc(string text, string normal)
    {
        var parts = Tokenizer.Load(SharedData.PathOf("data/tokenizers/joeynmt_toy/sp200.model.gz")).Parts;
        var mapped = new MappedText(text, tracked: true);
        parts.Normalizer!.Apply(mapped);
        Assert.Equal("▁" + normal.Replace(' ', '▁'), mapped.Value);
        Assert.Equal((0, text.Length), (mapped.Origin(0, 1).Start, mapped.Origin(mapped.Value.Length - 1, mapped.Value.Length).End));
    }

    /// <summary>Whatever happens to the bytes of a file, it loads or the user is told.</summary>
    [Fact]
    [Trait("Needs", "shared")]
    public void ADamagedModelIsNeverAnotherError()
    {
        byte[] whole = Unpack("data/tokenizers/joeynmt_toy/sp200.model.gz");
        string path = Path.Combine(folder, "damaged.model");
        Gen.Select(Gen.Int[6, 3500], Gen.Byte, Gen.Int[0, 40]).Array[1, 3].Sample(
            edits =>
            {
                List<byte> bytes = [.. whole];
                foreach ((int at, byte value, int cut) in edits)
                {
                    bytes[at] = value;
                    if (cut == 1)
                    {
                        bytes.RemoveRange(at, bytes.Count - at);
                        bytes.AddRange(new byte[3500]);
                    }
                }

                File.WriteAllBytes(path, [.. bytes]);
                try
                {
                    Tokenizer.Load(path).Encode(TestCorpus.Lines[0]);
                }
                catch (UserException exception)
                {
                    Assert.NotEmpty(exception.Message);
                }
            },
            iter: 100,
            threads: 1);
    }

    [Theory]
    [Trait("Needs", "shared")]
    [InlineData("sentencepiece/test_ja_model.model.gz")]
    [InlineData("joeynmt_toy/sp200.model.gz")]
    [InlineData("llama2/tokenizer.model.gz")]
    public void OffsetsCoverTheText(string model)
    {
        Tokenizer tokenizer = Tokenizer.Load(SharedData.PathOf("data/tokenizers/" + model));
        foreach (string text in Difficult)
        {
            int covered = 0;
            IReadOnlyList<Token> tokens = tokenizer.EncodeWithOffsets(text);
            Assert.Equal(tokenizer.Encode(text), tokens.Select(token => token.Id));
            foreach (Token token in tokens)
            {
                Assert.True(token.End >= covered && token.End <= text.Length && token.Start <= token.End);
                covered = token.End;
            }
        }
    }

    [Fact]
    [Trait("Needs", "shared")]
    public void LlamaIsAsHuggingFaceHasIt()
    {
        Tokenizer tokenizer = Tokenizer.Load(SharedData.PathOf("data/tokenizers/llama2/tokenizer.model.gz"));
        using JsonDocument expected = JsonDocument.Parse(SharedData.ReadText("data/tokenizers/swift_transformers_tests/llama_encoded.json"));
        string text = expected.RootElement.GetProperty("text").GetString()!;
        int[] ids = [.. expected.RootElement.GetProperty("token_ids").EnumerateArray().Select(id => id.GetInt32())];
        Assert.Equal(ids, (int[])[tokenizer.Specials.Start, .. tokenizer.Encode(text)]);
        Assert.Equal(text, tokenizer.Decode(ids));
    }

    private static byte[] Unpack(string relative)
    {
        using var stream = new GZipStream(File.OpenRead(SharedData.PathOf(relative)), CompressionMode.Decompress);
        using var bytes = new MemoryStream();
        stream.CopyTo(bytes);
        return bytes.ToArray();
    }

    private static void AssertSame(Tokenizer tokenizer, string model, string[] lines)
    {
        string[] expected = SentencePiecePeer.Encode(model, lines);
        Assert.Equal(lines.Length, expected.Length);
        for (int i = 0; i < lines.Length; i++)
        {
            string ids = string.Join(' ', tokenizer.Encode(lines[i]));
            Assert.Equal($"{lines[i]} = {Pieces(tokenizer, expected[i])} = {expected[i]}", $"{lines[i]} = {Pieces(tokenizer, ids)} = {ids}");
        }
    }

    private static string Pieces(Tokenizer tokenizer, string ids) =>
        string.Join('|', ids.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(id => tokenizer.Piece(int.Parse(id, System.Globalization.CultureInfo.InvariantCulture))));

    /// <summary>Made-up words with many repetitions, in which every tie occurs.</summary>
    private static IEnumerable<string> Sentences(int count)
    {
        var random = new SplitMix64((ulong)count);
        for (int i = 0; i < count; i++)
        {
            yield return string.Join(' ', Enumerable.Range(0, 1 + random.Below(12)).Select(_ => Word(ref random)));
        }
    }

    private static string Word(ref SplitMix64 random)
    {
        string[] syllables = ["ba", "an", "na", "ab", "a", "aa", "ter", "en", "nen", "st", "sst", "e", ".", "..", "1", "12", "ü", "家", "在家"];
        string word = "";
        for (int i = 1 + random.Below(5); i > 0; i--)
        {
            word += syllables[random.Below(syllables.Length)];
        }

        return word;
    }
}
