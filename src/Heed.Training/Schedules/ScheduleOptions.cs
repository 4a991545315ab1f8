using System.Text.Json.Serialization;
using Heed.Nn.Catalogue;
using Heed.Text;

namespace Heed.Training.Schedules;

/// <summary>How the learning rate goes over the steps of a run.</summary>
[Seam("training.schedule", "how the learning rate η goes with the step t")]
[JsonPolymorphic(TypeDiscriminatorPropertyName = "kind")]
[JsonDerivedType(typeof(NoamSchedule), "noam")]
[JsonDerivedType(typeof(InverseSquareRootSchedule), "inverse_square_root")]
[JsonDerivedType(typeof(CosineSchedule), "cosine")]
[JsonDerivedType(typeof(LinearSchedule), "linear")]
[JsonDerivedType(typeof(ConstantSchedule), "constant")]
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
public abstract record ScheduleOptions
{
    /// <summary>Steps over which the learning rate rises in a straight line. 0: it begins at its full height.</summary>
    public int WarmupSteps { get; init; }

    /// <summary>The learning rate of a step, counted from 1.</summary>
    public abstract double At(long step, in ScheduleContext context);

    /// <summary>Checks the options against a run before it begins.</summary>
    /// <exception cref="UserException">An option makes no sense.</exception>
    public virtual void Validate(in ScheduleContext context)
    {
        if (WarmupSteps < 0)
        {
            throw new UserException($"training.schedule.warmup_steps is {WarmupSteps}, but cannot be negative.");
        }
    }

    /// <summary>The share of the full height that warm-up has reached: 1 once it is over.</summary>
    private protected double Warmup(long step) => step < WarmupSteps ? (double)step / WarmupSteps : 1;

    private protected static void RequirePositive(double learningRate)
    {
        if (!(learningRate > 0) || !double.IsFinite(learningRate))
        {
            throw new UserException($"training.schedule.learning_rate is {learningRate}, but must be above 0.");
        }
    }
}

/// <summary>What a schedule may know of its run.</summary>
/// <param name="MaxSteps">How many steps the run has at most, if that is limited.</param>
/// <param name="Width">D, the model's width.</param>
public readonly record struct ScheduleContext(long? MaxSteps, int Width);
