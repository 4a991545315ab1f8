using System.Text.Json;
using Heed.Models.Checkpoints;
using Heed.Text;
using Heed.Training.Schedules;

namespace Heed.Training.Tests.Schedules;

public sealed class ScheduleTests
{
    private static readonly ScheduleContext Context = new(1000, 512);

    [Theory]
    [InlineData(1)]
    [InlineData(3999)]
    [InlineData(4000)]
    [InlineData(4001)]
    [InlineData(100_000)]
    public void Noam_is_the_formula_of_the_paper(long step)
    {
        double expected = Math.Pow(512, -0.5) * Math.Min(Math.Pow(step, -0.5), step * Math.Pow(4000, -1.5));
        AssertClose(expected, new NoamSchedule().At(step, Context));
        AssertClose(expected * 2 * Math.Sqrt(2), new NoamSchedule { Factor = 2, Width = 256 }.At(step, Context));
        AssertClose(Math.Pow(512 * step, -0.5), new NoamSchedule { WarmupSteps = 0 }.At(step, Context));
    }

    [Theory]
    [InlineData(1, 0.005 / 2000)]
    [InlineData(1000, 0.0025)]
    [InlineData(2000, 0.005)]
    [InlineData(8000, 0.0025)]
    public void Inverse_square_root_peaks_at_the_end_of_warm_up(long step, double expected) =>
        AssertClose(expected, new InverseSquareRootSchedule { LearningRate = 0.005, WarmupSteps = 2000 }.At(step, Context));

    [Fact]
    public void Inverse_square_root_without_warm_up_falls_from_the_first_step() =>
        AssertClose(0.5, new InverseSquareRootSchedule { LearningRate = 1, WarmupSteps = 0 }.At(4, Context));

    [Theory]
    [InlineData(50, 0.5, 0.5)]
    [InlineData(100, 1, 1)]
    [InlineData(325, 0.25 + (0.75 * 0.8535533905932737), 0.8125)]
    [InlineData(550, 0.625, 0.625)]
    [InlineData(1000, 0.25, 0.25)]
    [InlineData(2000, 0.25, 0.25)]
    public void Cosine_and_linear_fall_from_the_peak_to_the_floor(long step, double cosine, double linear)
    {
        AssertClose(cosine, new CosineSchedule { LearningRate = 1, FinalLearningRate = 0.25, WarmupSteps = 100 }.At(step, Context));
        AssertClose(linear, new LinearSchedule { LearningRate = 1, FinalLearningRate = 0.25, WarmupSteps = 100, DecaySteps = 1000 }.At(step, default));
    }

    [Theory]
    [InlineData(1, 0.1)]
    [InlineData(5, 0.5)]
    [InlineData(10, 1)]
    [InlineData(1_000_000, 1)]
    public void Constant_rises_and_stays(long step, double expected) =>
        AssertClose(expected, new ConstantSchedule { LearningRate = 1, WarmupSteps = 10 }.At(step, Context));

    [Theory]
    [InlineData("""{"kind":"noam","factor":0}""", "noam needs a factor")]
    [InlineData("""{"kind":"noam","warmup_steps":-1}""", "warmup_steps is -1")]
    [InlineData("""{"kind":"constant","learning_rate":0}""", "learning_rate is 0")]
    [InlineData("""{"kind":"inverse_square_root","learning_rate":-1}""", "learning_rate is -1")]
    [InlineData("""{"kind":"cosine"}""", "must know where it ends")]
    [InlineData("""{"kind":"linear","warmup_steps":100,"decay_steps":100}""", "must end later")]
    public void Nonsense_is_refused(string json, string expected)
    {
        ScheduleOptions schedule = JsonSerializer.Deserialize<ScheduleOptions>(json, StrictJson.Options)!;
        UserException exception = Assert.Throws<UserException>(() => schedule.Validate(new ScheduleContext(null, 512)));
        Assert.Contains(expected, exception.Message, StringComparison.Ordinal);
    }

    private static void AssertClose(double expected, double actual) => Assert.Equal(expected, actual, expected * 1e-12);
}
