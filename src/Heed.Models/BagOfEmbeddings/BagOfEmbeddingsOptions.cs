using System.Text.Json.Serialization;
using Heed.Models.Classification;

namespace Heed.Models.BagOfEmbeddings;

/// <summary>The simplest classifier: the mean of the embeddings, whatever their order. What every other one has to beat.</summary>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
public sealed record BagOfEmbeddingsOptions : IClassifierOptions
{
    public int Vocabulary { get; init; }

    /// <summary>D.</summary>
    public int Width { get; init; } = 64;

    public int MaximumLength { get; init; } = 512;

    /// <summary>On the mean.</summary>
    public float Dropout { get; init; } = 0.3f;

    public IReadOnlyList<string> Labels { get; init; } = [];

    public void Check()
    {
        ClassifierCheck.Check(this);
        ClassifierCheck.Require(Dropout is >= 0 and < 1, $"dropout is {Dropout}, but must be at least 0 and below 1");
    }

    public IClassifierOptions For(int vocabulary, IReadOnlyList<string> labels) => this with { Vocabulary = vocabulary, Labels = labels };

    ClassifierModel IModelOptions<ClassifierModel>.Build(bool forTraining) => new BagOfEmbeddingsModel(this, forTraining);
}
