using System.Text.Json.Serialization;
using Heed.Models.Classification;
using Heed.Models.Recurrent;

namespace Heed.Models.Segments;

/// <summary>
/// A long text is read in segments by a classifier that sees only so much, and the features of all segments are pooled
/// (Pappagari et al., 2019): nothing is left out, and the cost grows with the length, not with its square.
/// </summary>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
public sealed record SegmentedClassifierOptions : IClassifierOptions
{
    /// <summary>What reads a segment; its vocabulary and labels are the whole's.</summary>
    public IClassifierOptions Reader { get; init; } = new RecurrentClassifierOptions();

    /// <summary>Tokens in a segment, special ones included.</summary>
    public int Segment { get; init; } = 64;

    /// <summary>Special tokens in front of every text, <c>[CLS]</c>, which each segment gets too.</summary>
    public int Leading { get; init; } = 1;

    /// <summary>Special tokens behind every text, <c>[SEP]</c>, which each segment gets too.</summary>
    public int Trailing { get; init; } = 1;

    public SequencePooling Pooling { get; init; } = SequencePooling.Max;

    public int MaximumLength { get; init; } = 4096;

    [JsonIgnore]
    public int Vocabulary => Reader.Vocabulary;

    [JsonIgnore]
    public int Width => Reader.Width;

    [JsonIgnore]
    public IReadOnlyList<string> Labels => Reader.Labels;

    public void Check()
    {
        Reader.Check();
        ClassifierCheck.Check(this);
        ClassifierCheck.Require(Reader is not SegmentedClassifierOptions, "reader cannot be read in segments itself");
        ClassifierCheck.Require(
            Leading >= 0 && Trailing >= 0 && Segment > Leading + Trailing && Segment <= Reader.MaximumLength, $"segment is {Segment}, but must be above {Leading} leading and {Trailing} trailing tokens, and at most the reader's maximum_length, {Reader.MaximumLength}");
    }

    public IClassifierOptions For(int vocabulary, IReadOnlyList<string> labels) => this with { Reader = Reader.For(vocabulary, labels) };

    ClassifierModel IModelOptions<ClassifierModel>.Build(bool forTraining) => new SegmentedClassifierModel(this, forTraining);
}
