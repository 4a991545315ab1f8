using Heed.Text.Corpora;
using Heed.Text.Tokenization;

namespace Heed.Text.Tests.Tokenization;

/// <summary>A tokenizer that Heed trained, in the hands of Hugging Face's own implementation: the same ids, the same text back.</summary>
public sealed class HuggingFaceTests
{
    private static readonly string Folder = Path.Combine(AppContext.BaseDirectory, "Tokenization", "HuggingFace");

    [Fact]
    public void IdsAndTextAreTheSame()
    {
        Tokenizer tokenizer = Tokenizer.Load(Path.Combine(Folder, "tokenizer.json"));
        string[] lines = [.. TextLines.Read(Path.Combine(Folder, "cases.tsv"))];
        Assert.Equal(400, lines.Length);
        foreach (string line in lines)
        {
            string[] fields = line.Split('\t');
            int[] ids = tokenizer.Encode(fields[0]);
            Assert.Equal($"{fields[0]}\t{fields[1]}\t{fields[2]}", $"{fields[0]}\t{string.Join(' ', ids)}\t{tokenizer.Decode(ids)}");
        }
    }

    [Fact]
    public void TrainingStillGivesThatTokenizer() =>
        Assert.Equal(Tokenizer.Load(Path.Combine(Folder, "tokenizer.json")).Vocabulary.Pieces, TestCorpus.Tokenizer.Vocabulary.Pieces);
}
