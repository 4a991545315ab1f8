namespace Heed.Load;

/// <summary>What is asked of a server, and by how many.</summary>
public sealed record LoadOptions
{
    /// <summary>The model's folder.</summary>
    public required string Model { get; init; }

    public string Source { get; init; } = "en";

    public string Target { get; init; } = "de";

    /// <summary>How many ask at the same time; each waits for its answer before it asks again.</summary>
    public int Clients { get; init; } = 64;

    /// <summary>How long they go on asking.</summary>
    public TimeSpan Duration { get; init; } = TimeSpan.FromSeconds(60);
}
