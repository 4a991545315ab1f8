using System.Text.Json.Serialization;
using Heed.Models.Classification;

namespace Heed.Models.Bert;

/// <summary>BERT with a new head for fine-tuning: its pooled states name the class (Devlin et al., 2019, §4.1).</summary>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
public sealed record BertClassifierOptions : BertOptions, IClassifierOptions
{
    /// <summary>What stands for the text: BERT's own is the first state, [CLS].</summary>
    public SequencePooling Pooling { get; init; } = SequencePooling.First;

    /// <summary>Dropout in front of the classes.</summary>
    public float OutputDropout { get; init; } = 0.1f;

    public IReadOnlyList<string> Labels { get; init; } = [];

    public override void Check()
    {
        base.Check();
        Require(OutputDropout is >= 0 and < 1, $"output_dropout is {OutputDropout}, but must be at least 0 and below 1");
        ClassifierCheck.Check(this);
    }

    public IClassifierOptions For(int vocabulary, IReadOnlyList<string> labels) => this with { Vocabulary = vocabulary, Labels = labels };

    ClassifierModel IModelOptions<ClassifierModel>.Build(bool forTraining) => new BertClassifierModel(this, forTraining);
}
