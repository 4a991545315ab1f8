using System.Runtime.ExceptionServices;

namespace Heed.Text;

/// <summary>The same work on several threads, with results in a fixed order, whichever thread was first.</summary>
internal static class OrderedParallel
{
    /// <summary>Items that one thread takes at a time: enough that taking costs nothing, few enough that all end together.</summary>
    private const int AtATime = 64;

    /// <summary>Applies a function to every item; the results stand where their items stood.</summary>
    /// <param name="items">What to work on.</param>
    /// <param name="apply">Called with an item and its index, from any thread.</param>
    /// <param name="threads">0 is one a processor.</param>
    public static TResult[] Select<TItem, TResult>(IReadOnlyList<TItem> items, Func<TItem, int, TResult> apply, int threads)
    {
        var results = new TResult[items.Count];
        int next = 0;
        int most = (items.Count + AtATime - 1) / AtATime;
        Run(Math.Clamp(threads > 0 ? threads : Environment.ProcessorCount, 1, Math.Max(most, 1)), () =>
        {
            int from;
            while ((from = Interlocked.Add(ref next, AtATime) - AtATime) < items.Count)
            {
                int to = Math.Min(from + AtATime, items.Count);
                for (int i = from; i < to; i++)
                {
                    results[i] = apply(items[i], i);
                }
            }

            return true;
        });
        return results;
    }

    /// <summary>Runs the same function on so many threads, this one among them, and waits for all.</summary>
    /// <exception cref="Exception">The one that the first of them threw, as it was.</exception>
    public static TResult[] Run<TResult>(int threads, Func<TResult> work)
    {
        var others = new Task<TResult>[threads - 1];
        for (int i = 0; i < others.Length; i++)
        {
            others[i] = Task.Run(work);
        }

        var results = new TResult[threads];
        ExceptionDispatchInfo? failure = null;
        for (int i = 0; i < threads; i++)
        {
            try
            {
                results[i] = i == 0 ? work() : others[i - 1].GetAwaiter().GetResult();
            }
            catch (Exception exception)
            {
                failure ??= ExceptionDispatchInfo.Capture(exception);
            }
        }

        failure?.Throw();
        return results;
    }
}
