using System.Text.Json.Serialization;
using Heed.Nn.Catalogue;
using Heed.Tensors;
using Heed.Text;

namespace Heed.Training.Optimizers;

/// <summary>How gradients change the parameters.</summary>
[Seam("training.optimizer", "how gradients g change the parameters p")]
[JsonPolymorphic(TypeDiscriminatorPropertyName = "kind")]
[JsonDerivedType(typeof(AdamOptions), "adam")]
[JsonDerivedType(typeof(AdamWOptions), "adamw")]
[JsonDerivedType(typeof(AdafactorOptions), "adafactor")]
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
public abstract record OptimizerOptions
{
    /// <summary>The optimizer for a store that has its memory, with empty state.</summary>
    public abstract Optimizer Create(ParameterStore store);

    /// <summary>Checks the options before a run begins.</summary>
    /// <exception cref="UserException">An option makes no sense.</exception>
    public abstract void Validate();
}
