using System.Runtime.CompilerServices;

namespace Heed.Tensors.Memory;

/// <summary>
/// A piece of parallel work. It is cut into numbered parts by shape alone, never by the number of threads, and each part computes the
/// same numbers whoever runs it: that makes results bit-identical at any thread count.
/// </summary>
public interface IJob
{
    /// <summary>Runs one part. <paramref name="worker"/> in [0, Workers) names the thread, for scratch memory.</summary>
    void Execute(int part, int worker);
}

/// <summary>
/// Threads that run the parts of a job: the caller is worker 0. Idle workers spin for a moment and then sleep, so that the short gaps
/// between two kernels cost no system call. One job at a time; jobs do not nest; nothing is allocated a run.
/// </summary>
public sealed unsafe class WorkerPool : IDisposable
{
    // Long enough to bridge the serial code between two kernels, short enough not to burn a core that has nothing to do.
    private const int SpinsBeforeSleep = 2000;

    private readonly Thread[] threads;
    private readonly AlignedBuffer?[] scratch;
    private AlignedBuffer? shared;
    private readonly SemaphoreSlim[] wakeUps;
    private readonly int[] sleeping;
    private readonly object gate = new();
    private delegate*<void*, int, int, void> body;
    private void* job;
    private int parts;
    private int next;
    private int isOpen;
    private int active;
    private int generation;
    private bool stopping;
    private Exception? failure;

    /// <summary>Starts <paramref name="workers"/> − 1 threads; 0 means one for each processor.</summary>
    public WorkerPool(int workers = 0)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(workers);
        Workers = workers == 0 ? Environment.ProcessorCount : workers;
        scratch = new AlignedBuffer?[Workers];
        wakeUps = new SemaphoreSlim[Workers];
        sleeping = new int[Workers];
        threads = new Thread[Workers - 1];
        for (int index = 1; index < Workers; index++)
        {
            int worker = index;
            wakeUps[worker] = new SemaphoreSlim(0);
            threads[worker - 1] = new Thread(() => Loop(worker)) { IsBackground = true, Name = $"heed worker {worker}" };
            threads[worker - 1].Start();
        }
    }

    /// <summary>How many threads share the work, the caller included.</summary>
    public int Workers { get; }

    /// <summary>Runs parts 0 … <paramref name="count"/> − 1 of the job and returns when all are done.</summary>
    public void Run<TJob>(in TJob work, int count)
        where TJob : struct, IJob
    {
        if (Workers == 1 || count <= 1)
        {
            TJob copy = work;
            for (int part = 0; part < count; part++)
            {
                copy.Execute(part, 0);
            }

            return;
        }

        lock (gate)
        {
            // The copy lives on this frame until every worker has left it, so a plain pointer is safe.
            TJob copy = work;
            body = &Invoke<TJob>;
            job = Unsafe.AsPointer(ref copy);
            parts = count;
            next = 0;
            Volatile.Write(ref isOpen, 1);
            Interlocked.Increment(ref generation);
            WakeSleepers();
            Drain(0);

            // A worker that has not come by now is not waited for: it finds the job closed.
            Interlocked.Exchange(ref isOpen, 0);
            SpinUntilIdle();
            job = null;
            GC.KeepAlive(threads);
            if (failure is { } caught)
            {
                failure = null;
                throw new InvalidOperationException($"A worker thread failed: {caught.Message}", caught);
            }
        }
    }

    /// <summary>At least <paramref name="floats"/> floats of scratch owned by one worker; contents are undefined, and valid until its next request.</summary>
    internal float* Scratch(int worker, long floats)
    {
        AlignedBuffer buffer = scratch[worker] ??= new AlignedBuffer(floats * sizeof(float));
        buffer.EnsureCapacity(floats * sizeof(float));
        return buffer.Floats;
    }

    /// <summary>
    /// At least <paramref name="floats"/> floats for the parts of one kernel to leave partial results in; contents are undefined, and
    /// valid until the next request. Asked for by the thread that starts the jobs, not inside a part.
    /// </summary>
    internal float* Shared(long floats)
    {
        shared ??= new AlignedBuffer(floats * sizeof(float));
        shared.EnsureCapacity(floats * sizeof(float));
        return shared.Floats;
    }

    public void Dispose()
    {
        Volatile.Write(ref stopping, true);
        for (int worker = 1; worker < Workers; worker++)
        {
            wakeUps[worker].Release();
            threads[worker - 1].Join();
            wakeUps[worker].Dispose();
        }

        shared?.Dispose();
        foreach (AlignedBuffer? buffer in scratch)
        {
            buffer?.Dispose();
        }
    }

    private static void Invoke<TJob>(void* job, int part, int worker)
        where TJob : struct, IJob => Unsafe.AsRef<TJob>(job).Execute(part, worker);

    private void Loop(int worker)
    {
        int seen = 0;
        while (!Volatile.Read(ref stopping))
        {
            int spins = 0;
            while (Volatile.Read(ref generation) == seen && !Volatile.Read(ref stopping))
            {
                if (++spins < SpinsBeforeSleep)
                {
                    Thread.SpinWait(8);
                }
                else
                {
                    Sleep(worker, seen);
                    spins = 0;
                }
            }

            if (Volatile.Read(ref stopping))
            {
                return;
            }

            seen = Volatile.Read(ref generation);
            Interlocked.Increment(ref active);
            if (Volatile.Read(ref isOpen) == 1)
            {
                Drain(worker);
            }

            Interlocked.Decrement(ref active);
        }
    }

    private void Sleep(int worker, int seen)
    {
        Volatile.Write(ref sleeping[worker], 1);
        Interlocked.MemoryBarrier();
        if (Volatile.Read(ref generation) == seen && !Volatile.Read(ref stopping))
        {
            wakeUps[worker].Wait();
        }

        Volatile.Write(ref sleeping[worker], 0);
    }

    private void WakeSleepers()
    {
        for (int worker = 1; worker < Workers; worker++)
        {
            if (Interlocked.Exchange(ref sleeping[worker], 0) == 1)
            {
                wakeUps[worker].Release();
            }
        }
    }

    private void Drain(int worker)
    {
        try
        {
            for (int part = Interlocked.Increment(ref next) - 1; part < parts; part = Interlocked.Increment(ref next) - 1)
            {
                body(job, part, worker);
            }
        }
        catch (Exception caught)
        {
            failure = caught;
        }
    }

    private void SpinUntilIdle()
    {
        int spins = 0;
        while (Volatile.Read(ref active) != 0)
        {
            if (++spins < SpinsBeforeSleep)
            {
                Thread.SpinWait(4);
            }
            else
            {
                // The other thread was scheduled away: give it this core rather than spin on it.
                Thread.Yield();
            }
        }
    }
}
