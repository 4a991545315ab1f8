using System.Text;
using Microsoft.Extensions.Caching.Memory;

namespace Heed.Server.LibreTranslate;

/// <summary>Translated files that wait to be fetched, in memory: for half an hour, or until newer ones need the room.</summary>
internal sealed class TranslatedFiles : IDisposable
{
    private const long MostBytes = 64 << 20;
    private static readonly TimeSpan Kept = TimeSpan.FromMinutes(30);
    private readonly MemoryCache cache = new(new MemoryCacheOptions { SizeLimit = MostBytes });

    /// <summary>Keeps a text; returns the name to fetch it by, which nobody can guess.</summary>
    public string Add(string name, string text)
    {
        byte[] content = Encoding.UTF8.GetBytes(text);
        string address = $"{Guid.NewGuid():N}.{name}";
        cache.Set(address, new TranslatedFile(name, content), new MemoryCacheEntryOptions { Size = content.Length, AbsoluteExpirationRelativeToNow = Kept });
        return address;
    }

    /// <summary>The file of a name; null where there is none any more.</summary>
    public TranslatedFile? Find(string address) => cache.Get<TranslatedFile>(address);

    public void Dispose() => cache.Dispose();
}

/// <summary>A file as it is sent.</summary>
internal sealed record TranslatedFile(string Name, byte[] Content);
