using System.Text.Json.Serialization;
using Heed.Models.SequenceToSequence;
using Heed.Nn.Recurrent;
using Heed.Text;

namespace Heed.Models.Recurrent;

/// <summary>The shape and the parts of a <see cref="RecurrentModel"/>: <c>config.json</c> of a model folder, <c>model:</c> of a recipe.</summary>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
public sealed record RecurrentOptions : ISequenceToSequenceOptions
{
    /// <summary>V: how many pieces the joint vocabulary has.</summary>
    public int Vocabulary { get; init; }

    /// <summary>Code of the language that is read, like <c>en</c>; null where nothing says.</summary>
    public string? SourceLanguage { get; init; }

    /// <summary>Code of the language that is written, like <c>de</c>; null where nothing says.</summary>
    public string? TargetLanguage { get; init; }

    /// <summary>D: the width of embeddings, of the decoder's states, and of the encoder's two directions together.</summary>
    public int Width { get; init; } = 256;

    /// <summary>What every layer does at each time step.</summary>
    public RecurrentCellOptions Cell { get; init; } = new LstmCell();

    public int EncoderLayers { get; init; } = 1;

    /// <summary>At least 2: the lowest asks the source, the others read the answer.</summary>
    public int DecoderLayers { get; init; } = 2;

    /// <summary>Dropout on embeddings, between layers, on what attention gives, and before the output projection.</summary>
    public float Dropout { get; init; } = 0.2f;

    /// <summary>One matrix for source embedding, target embedding and output projection; otherwise three.</summary>
    public bool TieEmbeddings { get; init; } = true;

    /// <summary>The longest sequence the model is meant for, in tokens.</summary>
    public int MaximumLength { get; init; } = 256;

    /// <summary>The encoder: both directions, half as wide each.</summary>
    internal RecurrentStackOptions Encoder =>
        new() { Cell = Cell, Layers = EncoderLayers, Width = Width / 2, Bidirectional = true, Dropout = Dropout };

    /// <summary>The decoder's lowest layer.</summary>
    internal RecurrentStackOptions Asking => new() { Cell = Cell, Layers = 1, Width = Width };

    /// <summary>The decoder's other layers.</summary>
    internal RecurrentStackOptions Reading => new() { Cell = Cell, Layers = DecoderLayers - 1, Width = Width, Dropout = Dropout };

    public void Check()
    {
        Require(Vocabulary > 0, $"vocabulary is {Vocabulary}, but must be at least 1");
        Require(Width > 0 && Width % 2 == 0, $"width is {Width}, but must be even, for the encoder's two directions share it");
        Require(EncoderLayers > 0, $"encoder_layers is {EncoderLayers}, but must be at least 1");
        Require(DecoderLayers > 1, $"decoder_layers is {DecoderLayers}, but must be at least 2: one that asks the source, one that reads the answer");
        Require(Dropout is >= 0 and < 1, $"dropout is {Dropout}, but must be at least 0 and below 1");
        Require(MaximumLength > 1, $"maximum_length is {MaximumLength}, but must be at least 2");
    }

    public ISequenceToSequenceOptions WithVocabulary(int size) => this with { Vocabulary = size };

    public ISequenceToSequenceOptions WithLanguages(string source, string target) => this with { SourceLanguage = source, TargetLanguage = target };

    SequenceToSequenceModel IModelOptions<SequenceToSequenceModel>.Build(bool forTraining) => new RecurrentModel(this, forTraining);

    private static void Require(bool isRight, string complaint)
    {
        if (!isRight)
        {
            throw new UserException($"The model cannot be built: {complaint}.");
        }
    }
}
