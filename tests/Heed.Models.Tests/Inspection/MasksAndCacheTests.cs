using Heed.Models.Inspection;
using Heed.Models.SequenceToSequence;
using Heed.Models.Tests.Support;
using Heed.Tensors;

namespace Heed.Models.Tests.Inspection;

public sealed class MasksAndCacheTests
{
    private static readonly InspectionOptions Greedy = new() { Search = new() { Beam = 1, MaximumLengthExtra = 2 } };

    public static TheoryData<string> Variants => SmallModels.Variants;

    [Theory]
    [MemberData(nameof(Variants))]
    public void In_a_padded_batch_a_sentence_has_the_weights_that_it_has_alone(string variant)
    {
        using Translator translator = SmallTranslator.Create(variant);
        TranslationTrace trace = TranslationInspector.Inspect(translator, SmallTranslator.Sentence, Greedy);
        PaddedBatch padded = trace.Masks.Padded;
        foreach ((float[][] expected, PaddedAttention[] actual) in new[]
        {
            (trace.Attention.Encoder[0][0].Weights, padded.Encoder.ToArray()),
            (trace.Attention.Decoder[0][0].Weights, padded.Decoder.ToArray()),
            (trace.Attention.Cross[0][0].Weights, padded.Cross.ToArray()),
        })
        {
            Assert.All(expected, (row, query) => Assert.All(row, (weight, key) => Assert.Equal(weight, actual[0].Weights[query][key], 1e-5)));
        }
    }

    [Fact]
    public void What_is_combined_is_seen_by_both_masks_and_padding_sees_nothing()
    {
        using Translator translator = SmallTranslator.Create();
        PaddedBatch padded = TranslationInspector.Inspect(translator, SmallTranslator.Sentence, Greedy with { TargetIds = [5, 9, 6, 7] }).Masks.Padded;
        Assert.True(padded.TargetLengths[1] < padded.TargetLengths[0]);
        Check(padded.Encoder[1], padded.SourceLengths[1], padded.SourceLengths[1]);
        Check(padded.Decoder[1], padded.TargetLengths[1], padded.TargetLengths[1]);
        Check(padded.Cross[1], padded.TargetLengths[1], padded.SourceLengths[1]);
        Assert.Equal(Enumerable.Range(0, padded.TargetLengths[0]), padded.Decoder[1].Structure.Last);
        Assert.Equal(padded.SourceLengths[0] - padded.SourceLengths[1], padded.Source[1].Count(piece => piece == "<pad>"));
    }

    [Fact]
    public void The_cache_has_the_bytes_that_a_session_takes()
    {
        using Translator translator = SmallTranslator.Create("heads: grouped_query");
        TranslationTrace trace = TranslationInspector.Inspect(translator, SmallTranslator.Sentence, Greedy);
        CacheTrace cache = trace.Cache!;
        Assert.Equal(Enumerable.Range(0, cache.Steps.Count), cache.Steps.Select(step => step.ReusedRows));
        Assert.All(cache.Steps, step => Assert.Equal((1, 1), (step.Hypotheses, step.NewRows)));

        using var workspace = new Workspace();
        using DecodingSession session = translator.Model.StartDecoding();
        workspace.BeginInferenceStep();
        int[] source = translator.Encode(SmallTranslator.Sentence);
        session.Prepare(workspace, source, [0, source.Length]);
        session.Resize(slots: 1, capacity: cache.Steps.Count);
        Assert.Equal(session.Bytes, cache.Steps[^1].SelfBytes + cache.Steps[^1].CrossBytes);
    }

    [Fact]
    public void A_beam_computes_a_row_for_each_of_its_hypotheses()
    {
        using Translator translator = SmallTranslator.Create();
        var options = new InspectionOptions { Search = new() { Beam = 3, ForcedLength = 4 } };
        IReadOnlyList<CacheStep> steps = TranslationInspector.Inspect(translator, SmallTranslator.Sentence, options).Cache!.Steps;
        Assert.Equal([(1, 0), (3, 3), (3, 6), (3, 9)], steps.Select(step => (step.NewRows, step.ReusedRows)));
    }

    private static void Check(PaddedAttention attention, int realQueries, int realKeys)
    {
        for (int query = 0; query < attention.Weights.Length; query++)
        {
            for (int key = 0; key < attention.Weights[query].Length; key++)
            {
                bool isSeen = Sees(attention.Padding, query, key) && Sees(attention.Structure, query, key) && query < realQueries;
                Assert.Equal(isSeen, Sees(attention.Combined, query, key));
                Assert.Equal(isSeen, attention.Weights[query][key] > 0);
                Assert.Equal(key < realKeys, Sees(attention.Padding, query, key));
            }
        }
    }

    private static bool Sees(MaskIntervals mask, int query, int key) => key >= mask.First[query] && key <= mask.Last[query];
}
