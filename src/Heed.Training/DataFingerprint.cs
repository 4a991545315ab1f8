using System.Globalization;
using System.Runtime.InteropServices;
using System.Security.Cryptography;

namespace Heed.Training;

/// <summary>SHA-256 over a data set, shortened: whether a run that goes on has the data that it began with.</summary>
internal sealed class DataFingerprint : IDisposable
{
    private readonly IncrementalHash hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);

    /// <summary>Takes in one sequence; its length counts, so that two short ones are not one long one.</summary>
    public void Add(ReadOnlySpan<int> ids)
    {
        hash.AppendData(MemoryMarshal.AsBytes<int>([ids.Length]));
        hash.AppendData(MemoryMarshal.AsBytes(ids));
    }

    /// <summary>Takes in bytes, such as pixels.</summary>
    public void Add(ReadOnlySpan<byte> bytes)
    {
        hash.AppendData(MemoryMarshal.AsBytes<int>([bytes.Length]));
        hash.AppendData(bytes);
    }

    /// <summary>The fingerprint of all that was added: <c>29000 pairs, 0f3a…</c>.</summary>
    public string Finish(int count, string what) =>
        string.Create(CultureInfo.InvariantCulture, $"{count} {what}, {Convert.ToHexStringLower(hash.GetHashAndReset())[..16]}");

    public void Dispose() => hash.Dispose();
}
