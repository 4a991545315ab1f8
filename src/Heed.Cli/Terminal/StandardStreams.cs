using System.Text;
using Microsoft.Win32.SafeHandles;

namespace Heed.Cli.Terminal;

/// <summary>Opens the three standard streams as UTF-8, whatever the locale.</summary>
internal static class StandardStreams
{
    private static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false);

    /// <summary>Standard output, buffered; the writer throws <see cref="BrokenPipeException"/> once nobody reads any more.</summary>
    public static StreamWriter Output() => new(new PipeStream(OpenOutput()), Utf8, bufferSize: 1 << 14);

    /// <summary>Standard error, written through at once.</summary>
    public static StreamWriter Error() => new(Console.OpenStandardError(), Utf8) { AutoFlush = true };

    /// <summary>
    /// .NET's own stream swallows a broken pipe, so a command would work on for nobody; a plain file stream reports it. Files keep .NET's
    /// stream: a plain one writes at its own offset and would run over what standard error wrote to the same file.
    /// </summary>
    private static Stream OpenOutput()
    {
        if (!OperatingSystem.IsWindows() && Console.IsOutputRedirected)
        {
            var pipe = new FileStream(new SafeFileHandle(1, ownsHandle: false), FileAccess.Write, bufferSize: 0);
            if (!pipe.CanSeek)
            {
                return pipe;
            }
        }

        return Console.OpenStandardOutput();
    }

    /// <summary>Turns any failed write into <see cref="BrokenPipeException"/> where the reader went away.</summary>
    private sealed class PipeStream(Stream inner) : Stream
    {
        private const int BrokenPipe = 32; // EPIPE on Linux, macOS and the BSDs

        public override bool CanRead => false;

        public override bool CanSeek => false;

        public override bool CanWrite => true;

        public override long Length => throw new NotSupportedException();

        public override long Position
        {
            get => throw new NotSupportedException();
            set => throw new NotSupportedException();
        }

        public override void Write(byte[] buffer, int offset, int count) => Write(buffer.AsSpan(offset, count));

        public override void Write(ReadOnlySpan<byte> buffer)
        {
            try
            {
                inner.Write(buffer);
            }
            catch (IOException exception) when ((exception.HResult & 0xFFFF) == BrokenPipe)
            {
                throw new BrokenPipeException("The reader of standard output went away.", exception);
            }
        }

        public override void Flush() => inner.Flush();

        public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();
    }
}
