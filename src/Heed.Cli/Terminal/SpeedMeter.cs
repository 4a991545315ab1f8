using Heed.Training;

namespace Heed.Cli.Terminal;

/// <summary>Tokens a second, smoothed over the last steps so that the figure can be read.</summary>
internal sealed class SpeedMeter
{
    private const double Weight = 0.05;

    public double TokensPerSecond { get; private set; }

    public void Add(in StepProgress progress) => TokensPerSecond = TokensPerSecond == 0
        ? progress.TargetsPerSecond
        : ((1 - Weight) * TokensPerSecond) + (Weight * progress.TargetsPerSecond);
}
