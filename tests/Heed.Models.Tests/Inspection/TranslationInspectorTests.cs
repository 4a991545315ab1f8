using Heed.Models.Generation;
using Heed.Models.Inspection;
using Heed.Models.Tests.Support;
using Heed.Models.Transformer;
using Heed.Tensors.Ops;
using Heed.Text.Tokenization;
using Heed.Text.Tokenization.Training;

namespace Heed.Models.Tests.Inspection;

public sealed class TranslationInspectorTests
{
    [Fact]
    public void Every_layer_is_seen_and_every_row_sums_to_one()
    {
        Tokenizer tokenizer = new BytePairTraining { VocabularySize = 40, ByteFallback = false, MinimumCharacterCount = 1 }.Train(["abc bca cab", "abcabc"]);
        TransformerOptions options = SmallModels.Options() with { Vocabulary = tokenizer.VocabularySize };
        using var translator = new Translator(SmallModels.Model(options), tokenizer);
        var search = new SearchOptions { Beam = 2, LengthPenalty = new PowerLengthPenalty { Alpha = 0 } };
        TranslationTrace trace = TranslationInspector.Inspect(translator, "abc cab", search);

        Assert.Equal(options.EncoderLayers, trace.Encoder.Count);
        Assert.Equal(options.DecoderLayers, trace.Decoder.Count);
        Assert.Equal(options.DecoderLayers, trace.Cross.Count);
        Assert.Equal((trace.TargetPieces.Count, trace.SourcePieces.Count), (trace.Cross[0].Queries, trace.Cross[0].Keys));
        foreach (AttentionWeights weights in trace.Encoder.Concat(trace.Decoder).Concat(trace.Cross))
        {
            for (int query = 0; query < weights.Queries; query++)
            {
                Assert.Equal(1, weights.Row(1, query).ToArray().Sum(), 4);
            }
        }

        Assert.All(trace.AverageCross(), row => Assert.Equal(1, row.Sum(), 4));
        Assert.Equal(translator.Translate(["abc cab"], search, TestContext.Current.CancellationToken)[0][0].LogProbability, trace.LogProbabilities.Sum(), 3);
    }
}
