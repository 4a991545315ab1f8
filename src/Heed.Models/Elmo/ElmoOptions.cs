using System.Text.Json.Serialization;
using Heed.Models.BidirectionalLanguage;
using Heed.Text;

namespace Heed.Models.Elmo;

/// <summary>The shape of an <see cref="ElmoModel"/>: <c>config.json</c> of a model folder, <c>model:</c> of a recipe.</summary>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
public sealed record ElmoOptions : IBidirectionalLanguageOptions
{
    public int Vocabulary { get; init; }

    public ElmoShape Network { get; init; } = new();

    /// <summary>Dropout on embeddings and on what each layer gives.</summary>
    public float Dropout { get; init; } = 0.1f;

    public int MaximumLength { get; init; } = 128;

    [JsonIgnore]
    public int Width => Network.Width;

    public void Check()
    {
        string? fault = Vocabulary < 1 ? $"vocabulary is {Vocabulary}, but must be at least 1"
            : Network.FindFault() is { } inner ? $"network: {inner}"
            : Dropout is < 0 or >= 1 ? $"dropout is {Dropout}, but must be at least 0 and below 1"
            : MaximumLength < 2 ? $"maximum_length is {MaximumLength}, but must be at least 2"
            : null;
        if (fault is not null)
        {
            throw new UserException($"The model cannot be built: {fault}.");
        }
    }

    public IBidirectionalLanguageOptions WithVocabulary(int size) => this with { Vocabulary = size };

    BidirectionalLanguageModel IModelOptions<BidirectionalLanguageModel>.Build(bool forTraining) => new ElmoModel(this, forTraining);
}
