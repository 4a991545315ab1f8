using Heed.Text.Corpora;
using Heed.Text.Tokenization;
using Heed.Text.Tokenization.Training;

namespace Heed.Text.Tests.Tokenization;

[Trait("Needs", "shared")]
public sealed class RealTextTests
{
    [Theory]
    [InlineData("data/multi30k/train.en.gz", "data/multi30k/train.de.gz", "data/multi30k/test_2016_flickr.de.gz")]
    [InlineData("data/tatoeba_en_zh/train.en.gz", "data/tatoeba_en_zh/train.zh.gz", "data/tatoeba_en_zh/test.zh.gz")]
    public void EveryLineComesBack(string source, string target, string test)
    {
        string[] files = [SharedData.PathOf(source), SharedData.PathOf(target)];
        Tokenizer tokenizer = new BytePairTraining { VocabularySize = 8000 }.TrainFiles(files);
        Assert.Equal(8000, tokenizer.VocabularySize);
        foreach (string line in files.Append(SharedData.PathOf(test)).SelectMany(TextLines.Read))
        {
            int[] ids = tokenizer.Encode(line);
            Assert.Equal(TestCorpus.Expected(line), tokenizer.Decode(ids));
            Assert.DoesNotContain(tokenizer.Specials.Unknown, ids);
        }
    }
}
