using System.Text.Json.Serialization;
using Heed.Models.BagOfEmbeddings;
using Heed.Models.Bert;
using Heed.Models.Recurrent;
using Heed.Models.Segments;

namespace Heed.Models.Classification;

/// <summary>The models that read a text and say which class it belongs to; selected by <c>kind</c> in a configuration.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "kind", UnknownDerivedTypeHandling = JsonUnknownDerivedTypeHandling.FailSerialization)]
[JsonDerivedType(typeof(BagOfEmbeddingsOptions), "bag_of_embeddings")]
[JsonDerivedType(typeof(RecurrentClassifierOptions), "recurrent_classifier")]
[JsonDerivedType(typeof(BertClassifierOptions), "bert_classifier")]
[JsonDerivedType(typeof(SegmentedClassifierOptions), "segmented_classifier")]
public interface IClassifierOptions : IModelOptions<ClassifierModel>
{
    /// <summary>V: how many pieces the vocabulary has.</summary>
    int Vocabulary { get; }

    /// <summary>The longest text the model is meant for, in tokens with the special ones.</summary>
    int MaximumLength { get; }

    /// <summary>What the classes are called, in the order of their numbers; a recipe may leave them to the data.</summary>
    IReadOnlyList<string> Labels { get; }

    /// <summary>The same model for other data.</summary>
    IClassifierOptions For(int vocabulary, IReadOnlyList<string> labels);
}
