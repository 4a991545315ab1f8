namespace Heed.Server.Engines;

/// <summary>Hears what an engine does, to count it. Called on the engine's thread.</summary>
public interface IEngineObserver
{
    /// <summary>A batch is done, or a step of generation.</summary>
    void Worked(string model, in EngineReport report);
}
