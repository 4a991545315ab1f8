namespace Heed.Server.Engines;

/// <summary>Something that waits for a model.</summary>
internal abstract class EngineRequest(int tokens, CancellationToken cancellation)
{
    /// <summary>How many source tokens of it still wait.</summary>
    public int Waiting { get; protected set; } = tokens;

    /// <summary>Set when the one who asked went away.</summary>
    public CancellationToken Cancellation => cancellation;

    /// <summary>Ends it with <paramref name="exception"/>; null: as cancelled.</summary>
    public abstract void Fail(Exception? exception);
}
