namespace Heed.Server.Engines;

/// <summary>The bounded queue in front of a model: many threads add, one takes.</summary>
internal sealed class EngineQueue(EngineLimits limits)
{
    private readonly object gate = new();
    private readonly LinkedList<EngineRequest> waiting = [];
    private int tokens;
    private int crowd; // how many requests shared the last batch
    private bool closed;

    /// <summary>How many requests and how many source tokens wait.</summary>
    public (int Requests, int Tokens) Length
    {
        get
        {
            lock (gate)
            {
                return (waiting.Count, tokens);
            }
        }
    }

    /// <exception cref="QueueFullException">Too much waits already.</exception>
    /// <exception cref="ObjectDisposedException">The queue takes nothing more.</exception>
    public void Add(EngineRequest request)
    {
        lock (gate)
        {
            ObjectDisposedException.ThrowIf(closed, typeof(EngineQueue));
            Forget();
            if (waiting.Count >= limits.QueueRequests || (waiting.Count > 0 && tokens + request.Waiting > limits.QueueTokens))
            {
                throw new QueueFullException();
            }

            waiting.AddLast(request);
            tokens += request.Waiting;
            Monitor.Pulse(gate);
        }
    }

    /// <summary>What waits is still taken, then <see cref="Take()"/> returns null.</summary>
    public void Close()
    {
        lock (gate)
        {
            closed = true;
            Monitor.Pulse(gate);
        }
    }

    /// <summary>Waits for the next batch or piece of exclusive work; null when the queue is closed and empty.</summary>
    public EngineWork? Take()
    {
        lock (gate)
        {
            Gather();
            while (true)
            {
                Forget();
                if (waiting.First?.Value is { } first)
                {
                    return Take(first);
                }

                if (closed)
                {
                    return null;
                }

                Monitor.Wait(gate);
            }
        }
    }

    /// <summary>Where several clients shared the last batch, they are likely to be back in a moment: a fuller batch is worth that moment.</summary>
    private void Gather()
    {
        long end = Environment.TickCount64 + (long)limits.Gather.TotalMilliseconds;
        while (waiting.Count < crowd && tokens < limits.BatchTokens && !closed)
        {
            long left = end - Environment.TickCount64;
            if (left <= 0 || !Monitor.Wait(gate, (int)left))
            {
                return;
            }
        }
    }

    private EngineWork Take(EngineRequest first)
    {
        waiting.RemoveFirst();
        if (first is not TranslationRequest turn)
        {
            tokens -= first.Waiting;
            crowd = 0;
            return new EngineWork((ExclusiveRequest)first, []);
        }

        waiting.AddLast(turn); // the others have their turns before it has its next one
        IReadOnlyList<BatchedSentence> batch = BatchPlanner.Take(turn, waiting.OfType<TranslationRequest>(), limits);
        tokens -= batch.Sum(sentence => sentence.Source.Length);
        crowd = batch.Select(sentence => sentence.Request).Distinct().Count() is > 1 and int several ? several : 0;
        Remove(request => request.Waiting == 0);
        return new EngineWork(null, batch);
    }

    /// <summary>Those whose clients went away are not waited for.</summary>
    private void Forget() => Remove(request =>
    {
        if (request.Cancellation.IsCancellationRequested)
        {
            tokens -= request.Waiting;
            request.Fail(null);
            return true;
        }

        return false;
    });

    private void Remove(Predicate<EngineRequest> isOver)
    {
        for (LinkedListNode<EngineRequest>? node = waiting.First; node is not null;)
        {
            LinkedListNode<EngineRequest>? next = node.Next;
            if (isOver(node.Value))
            {
                waiting.Remove(node);
            }

            node = next;
        }
    }
}
