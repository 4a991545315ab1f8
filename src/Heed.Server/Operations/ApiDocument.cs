namespace Heed.Server.Operations;

/// <summary>The OpenAPI document of the public interfaces, <c>openapi.json</c> beside this file; a test holds it to the routes that exist.</summary>
internal static class ApiDocument
{
    private static readonly Lazy<byte[]> Document = new(Read);

    /// <summary>In UTF-8.</summary>
    public static byte[] Json => Document.Value;

    private static byte[] Read()
    {
        using Stream stream = typeof(ApiDocument).Assembly.GetManifestResourceStream("openapi.json")!;
        using var content = new MemoryStream();
        stream.CopyTo(content);
        return content.ToArray();
    }
}
