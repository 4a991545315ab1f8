namespace Heed.Server.Engines;

/// <summary>Work that has the model for itself.</summary>
internal abstract class ExclusiveRequest(CancellationToken cancellation) : EngineRequest(1, cancellation)
{
    public abstract void Run();
}

/// <summary>Such work with a result.</summary>
internal sealed class ExclusiveRequest<T>(Func<T> work, CancellationToken cancellation) : ExclusiveRequest(cancellation)
{
    private readonly TaskCompletionSource<T> result = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public Task<T> Result => result.Task;

    public override void Run()
    {
        try
        {
            result.TrySetResult(work());
        }
        catch (OperationCanceledException)
        {
            Fail(null);
        }
        catch (Exception exception)
        {
            Fail(exception);
        }
    }

    public override void Fail(Exception? exception) => _ = exception is null ? result.TrySetCanceled(Cancellation) : result.TrySetException(exception);
}
