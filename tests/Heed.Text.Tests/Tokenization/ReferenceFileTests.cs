using Heed.Text.Corpora;
using Heed.Text.Tokenization;

namespace Heed.Text.Tests.Tokenization;

/// <summary>Known vocabularies written as tokenizer.json: the same ids, and the same bytes when written again.</summary>
[Trait("Needs", "shared")]
public sealed class ReferenceFileTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("heed-reference").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Theory]
    [InlineData("hf_tokenizer_json/all-minilm-l6-v2.json.gz", null)]
    [InlineData("hf_tokenizer_json/bert-base-uncased.json.gz", null)]
    [InlineData("bert/bert-base-chinese-vocab.txt.gz", null)]
    [InlineData("gpt2/merges.txt.gz", null)]
    [InlineData("tiktoken/p50k_base.tiktoken.gz", null)]
    [InlineData("tiktoken/cl100k_base.tiktoken.gz", null)]
    [InlineData("tiktoken/whisper_multilingual.tiktoken.gz", "whisper_v3")]
    [InlineData("subword_nmt_bpe/bpe.ref", null)]
    public void SavedLoadedAndSavedAgainIsTheSame(string file, string? variant)
    {
        Tokenizer tokenizer = References.Load(file, variant);
        string first = Path.Combine(folder, "first.json");
        string second = Path.Combine(folder, "second.json");
        tokenizer.Save(first);
        Tokenizer loaded = Tokenizer.Load(first);
        loaded.Save(second);
        Assert.Equal(File.ReadAllBytes(first), File.ReadAllBytes(second));
        Assert.Equal(tokenizer.VocabularySize, loaded.VocabularySize);
        foreach (string line in TextLines.Read(SharedData.PathOf("data/multi30k/val.de.gz")).Append("  我在家 <|endoftext|> [SEP]\r\n\n x").Take(300))
        {
            Assert.Equal(tokenizer.Encode(line, EncodeOptions.HuggingFace), loaded.Encode(line, EncodeOptions.HuggingFace));
        }
    }

    /// <summary>Hugging Face's file and the vocab.txt of the same model say the same.</summary>
    [Fact]
    public void TheVocabularyAndTheFileOfBertAgree()
    {
        Tokenizer file = References.Load("hf_tokenizer_json/bert-base-uncased.json.gz");
        Assert.Equal(file.Vocabulary.Pieces, References.BertEnglish.Vocabulary.Pieces);
        string[] paths = [Path.Combine(folder, "file.json"), Path.Combine(folder, "vocabulary.json")];
        file.Save(paths[0]);
        References.BertEnglish.Save(paths[1]);
        Assert.Equal(File.ReadAllText(paths[0]), File.ReadAllText(paths[1]));
    }

    /// <summary>GPT-2's merges as published, and those worked out from the order of the pieces, give the same ids.</summary>
    [Fact]
    public void TheTiktokenFileAndTheMergesOfGpt2Agree()
    {
        Tokenizer tiktoken = References.Load("tiktoken/r50k_base.tiktoken.gz");
        Assert.Equal(References.Gpt2.Vocabulary.Pieces, tiktoken.Vocabulary.Pieces);
        foreach (string line in TextLines.Read(SharedData.PathOf("data/multi30k/val.de.gz")).Concat(TextLines.Read(SharedData.PathOf("data/multi30k/val.fr.gz"))))
        {
            Assert.Equal(References.Gpt2.Encode(line), tiktoken.Encode(line));
        }
    }
}
