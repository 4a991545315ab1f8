namespace Heed.Server;

/// <summary>What one request, and one client, may ask for.</summary>
public sealed record RequestLimits
{
    /// <summary>The most characters of all texts of a request; −1: no limit but the body's.</summary>
    public int Characters { get; init; } = -1;

    /// <summary>The most texts of a request; −1: no limit but the body's.</summary>
    public int Texts { get; init; } = -1;

    /// <summary>The largest body of a request, in bytes.</summary>
    public long BodyBytes { get; init; } = 4 << 20;

    /// <summary>The most requests that one client may send a minute; 0: no limit.</summary>
    public int PerMinute { get; init; }
}
