using System.Threading.Channels;

namespace Heed.Server.Engines;

/// <summary>The one thread that a model runs on, and the bounded queue in front of it.</summary>
public sealed class ModelWorker : IAsyncDisposable
{
    private readonly Channel<Action> queue;
    private readonly Task loop;

    /// <summary>Starts the thread; at most <paramref name="waiting"/> pieces of work may wait for it.</summary>
    public ModelWorker(int waiting)
    {
        queue = Channel.CreateBounded<Action>(new BoundedChannelOptions(waiting) { SingleReader = true });
        loop = Task.Factory.StartNew(Run, CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);
    }

    /// <summary>Runs <paramref name="work"/> on the model's thread, behind what waits already.</summary>
    /// <exception cref="QueueFullException">Too much waits.</exception>
    /// <exception cref="OperationCanceledException">The caller went away before the work began, or <paramref name="work"/> heeded it.</exception>
    public Task<T> RunAsync<T>(Func<T> work, CancellationToken cancellation = default)
    {
        var result = new TaskCompletionSource<T>(TaskCreationOptions.RunContinuationsAsynchronously);
        return queue.Writer.TryWrite(() => Complete(result, work, cancellation)) ? result.Task : throw new QueueFullException();
    }

    public async ValueTask DisposeAsync()
    {
        queue.Writer.TryComplete();
        await loop.ConfigureAwait(false);
    }

    private static void Complete<T>(TaskCompletionSource<T> result, Func<T> work, CancellationToken cancellation)
    {
        try
        {
            cancellation.ThrowIfCancellationRequested();
            result.SetResult(work());
        }
        catch (OperationCanceledException exception)
        {
            result.SetCanceled(exception.CancellationToken);
        }
        catch (Exception exception)
        {
            result.SetException(exception);
        }
    }

    private void Run()
    {
        while (queue.Reader.WaitToReadAsync().AsTask().GetAwaiter().GetResult())
        {
            while (queue.Reader.TryRead(out Action? work))
            {
                work();
            }
        }
    }
}
