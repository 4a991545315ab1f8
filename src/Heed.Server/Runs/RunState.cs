namespace Heed.Server.Runs;

/// <summary>What a run is doing.</summary>
internal enum RunState
{
    /// <summary>A process trains in its folder.</summary>
    Running,

    /// <summary>Its model is complete.</summary>
    Finished,

    /// <summary>Neither: it was interrupted, or its process died.</summary>
    Stopped,
}
