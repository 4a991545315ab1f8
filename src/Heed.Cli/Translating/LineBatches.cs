using System.Threading.Channels;

namespace Heed.Cli.Translating;

/// <summary>
/// Groups lines as they come: whatever has arrived while the last group was at work makes the next one, up to a limit. A file is read in
/// full groups, and someone who types, or a program that waits for each answer, gets it at once.
/// </summary>
internal static class LineBatches
{
    /// <summary>The lines in order, in groups of at least one.</summary>
    /// <param name="lines">Read on another thread, at most two groups ahead.</param>
    /// <param name="most">Lines in a group at most.</param>
    /// <param name="cancellation">Ends the wait.</param>
    public static IEnumerable<IReadOnlyList<string>> Read(IEnumerable<string> lines, int most, CancellationToken cancellation)
    {
        var queue = Channel.CreateBounded<string>(new BoundedChannelOptions(2 * most) { SingleReader = true, SingleWriter = true });
        _ = Task.Run(() => Fill(queue.Writer, lines, cancellation), CancellationToken.None);
        while (Wait(queue.Reader, cancellation))
        {
            var group = new List<string>();
            while (group.Count < most && queue.Reader.TryRead(out string? line))
            {
                group.Add(line);
            }

            yield return group;
        }
    }

    private static bool Wait(ChannelReader<string> reader, CancellationToken cancellation) =>
        reader.WaitToReadAsync(cancellation).AsTask().GetAwaiter().GetResult();

    /// <summary>Hands over every line, and in the end the error that stopped the reading, if one did.</summary>
    private static async Task Fill(ChannelWriter<string> writer, IEnumerable<string> lines, CancellationToken cancellation)
    {
        try
        {
            foreach (string line in lines)
            {
                await writer.WriteAsync(line, cancellation).ConfigureAwait(false);
            }

            writer.Complete();
        }
        catch (Exception exception)
        {
            writer.Complete(exception);
        }
    }
}
