namespace Heed.Text.Metrics;

/// <summary>What a signature names as the program that computed the score.</summary>
internal static class MetricVersion
{
    public static string Text { get; } = $"heed-{typeof(MetricVersion).Assembly.GetName().Version!.ToString(3)}";
}
