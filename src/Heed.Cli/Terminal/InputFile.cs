using Heed.Text.Corpora;

namespace Heed.Cli.Terminal;

/// <summary>Lines of text, without a byte order mark, from a file, or from standard input where the path is <c>-</c>; Ctrl-C ends the wait for the next one.</summary>
internal static class InputFile
{
    private const string StandardInput = "standard input";

    /// <summary>The lines, as they come.</summary>
    /// <exception cref="Heed.Text.UserException">As <see cref="TextLines.Read(string)"/>.</exception>
    public static IEnumerable<string> Read(Session session, string path)
    {
        IEnumerable<string> lines = path == TextLines.StandardInput
            ? TextLines.Read(new InterruptibleStream(Console.OpenStandardInput(), session.Cancellation), StandardInput)
            : TextLines.Read(path);
        foreach (string line in TextLines.WithoutMark(lines))
        {
            session.Cancellation.ThrowIfCancellationRequested();
            yield return line;
        }
    }

    /// <summary>What messages call a path.</summary>
    public static string NameOf(string path) => path == TextLines.StandardInput ? StandardInput : path;

    /// <summary>Reads on another thread, so that the reader can leave while the other end says nothing.</summary>
    private sealed class InterruptibleStream(Stream inner, CancellationToken cancellation) : Stream
    {
        private readonly byte[] buffer = new byte[1 << 16];

        public override bool CanRead => true;

        public override bool CanSeek => false;

        public override bool CanWrite => false;

        public override long Length => throw new NotSupportedException();

        public override long Position
        {
            get => throw new NotSupportedException();
            set => throw new NotSupportedException();
        }

        public override int Read(Span<byte> span)
        {
            int wanted = Math.Min(span.Length, buffer.Length);
            int read = Task.Run(() => inner.Read(buffer, 0, wanted), CancellationToken.None).WaitAsync(cancellation).GetAwaiter().GetResult();
            buffer.AsSpan(0, read).CopyTo(span);
            return read;
        }

        public override int Read(byte[] array, int offset, int count) => Read(array.AsSpan(offset, count));

        public override void Flush()
        {
        }

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();

        public override void Write(byte[] array, int offset, int count) => throw new NotSupportedException();
    }
}
