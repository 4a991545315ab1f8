namespace Heed.Server.Engines;

/// <summary>As many requests wait as may wait; this one has to come again later.</summary>
public sealed class QueueFullException : Exception
{
    public QueueFullException()
        : base("the server has as many requests waiting as it takes; try again in a moment")
    {
    }

    public QueueFullException(string message)
        : base(message)
    {
    }

    public QueueFullException(string message, Exception inner)
        : base(message, inner)
    {
    }
}
