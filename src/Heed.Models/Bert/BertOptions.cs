using Heed.Models.Stacks;
using Heed.Nn.Attention;
using Heed.Nn.FeedForward;
using Heed.Nn.Normalization;
using Heed.Nn.Positions;

namespace Heed.Models.Bert;

/// <summary>The shape and the parts of BERT's encoder; the defaults are those of BERT-base (Devlin et al., 2019, §3).</summary>
public abstract record BertOptions : StackOptions
{
    protected BertOptions()
    {
        Width = 768;
        Heads = new MultiHead { Count = 12 };
        FeedForward = new GeluFeedForward { Width = 3072 };
        Position = new LearnedPosition();
        Norm = new LayerNormOptions { Epsilon = 1e-12f };
    }

    /// <summary>V: how many pieces the vocabulary has.</summary>
    public int Vocabulary { get; init; }

    public int Layers { get; init; } = 12;

    /// <summary>The longest input, in tokens with the special ones.</summary>
    public int MaximumLength { get; init; } = 512;

    /// <summary>How many segments an input may have.</summary>
    public int Segments { get; init; } = 2;

    /// <summary>Checks that the sizes fit each other.</summary>
    /// <exception cref="Text.UserException">They do not; the message names the key.</exception>
    public virtual void Check()
    {
        Require(Vocabulary > 0, $"vocabulary is {Vocabulary}, but must be at least 1");
        Require(Layers > 0, $"layers is {Layers}, but must be at least 1");
        Require(MaximumLength > 3, $"maximum_length is {MaximumLength}, but must be at least 4");
        Require(Segments > 0, $"segments is {Segments}, but must be at least 1");
        CheckStack();
    }
}
