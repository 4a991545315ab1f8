namespace Heed.Server.Engines;

/// <summary>The bounded queue in front of a language model: first come, first served.</summary>
internal sealed class GenerationQueue(EngineLimits limits)
{
    private readonly object gate = new();
    private readonly List<GenerationRequest> waiting = [];
    private bool closed;

    /// <summary>How many requests and how many tokens wait.</summary>
    public (int Requests, int Tokens) Length
    {
        get
        {
            lock (gate)
            {
                return (waiting.Count, waiting.Sum(request => request.Waiting));
            }
        }
    }

    /// <exception cref="QueueFullException">Too much waits already.</exception>
    /// <exception cref="ObjectDisposedException">The queue takes nothing more.</exception>
    public void Add(IReadOnlyCollection<GenerationRequest> requests)
    {
        lock (gate)
        {
            ObjectDisposedException.ThrowIf(closed, typeof(GenerationQueue));
            Forget();
            int tokens = waiting.Sum(request => request.Waiting) + requests.Sum(request => request.Waiting);
            if (waiting.Count > 0 && (waiting.Count + requests.Count > limits.QueueRequests || tokens > limits.QueueTokens))
            {
                throw new QueueFullException();
            }

            waiting.AddRange(requests);
            Monitor.Pulse(gate);
        }
    }

    /// <summary>What waits is still taken, then <see cref="Take"/> returns null.</summary>
    public void Close()
    {
        lock (gate)
        {
            closed = true;
            Monitor.Pulse(gate);
        }
    }

    /// <summary>The next request; null if there is none, or after a wait, if there will never be one.</summary>
    public GenerationRequest? Take(bool wait)
    {
        lock (gate)
        {
            while (true)
            {
                Forget();
                if (waiting.Count > 0)
                {
                    GenerationRequest next = waiting[0];
                    waiting.RemoveAt(0);
                    return next;
                }

                if (!wait || closed)
                {
                    return null;
                }

                Monitor.Wait(gate);
            }
        }
    }

    private void Forget()
    {
        foreach (GenerationRequest gone in waiting.FindAll(request => request.IsGone))
        {
            gone.Fail(null);
            waiting.Remove(gone);
        }
    }
}
