namespace Heed.Text.Corpora.Gzip;

/// <summary>One stream after the other; owns both.</summary>
internal sealed class ConcatenatedStream(Stream first, Stream second) : ReadOnlyStream
{
    public override int Read(Span<byte> buffer)
    {
        int read = first.Read(buffer);
        return read > 0 ? read : second.Read(buffer);
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            first.Dispose();
            second.Dispose();
        }

        base.Dispose(disposing);
    }
}
