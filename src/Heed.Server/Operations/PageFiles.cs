using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.FileProviders;

namespace Heed.Server.Operations;

/// <summary>The page: static files from <c>wwwroot</c> beside the assembly.</summary>
internal static class PageFiles
{
    public static string Folder { get; } = Path.Combine(Path.GetDirectoryName(typeof(PageFiles).Assembly.Location) ?? AppContext.BaseDirectory, "wwwroot");

    public static void UsePage(this WebApplication app)
    {
        var files = new PhysicalFileProvider(Folder);
        app.UseDefaultFiles(new DefaultFilesOptions { FileProvider = files });
        app.UseStaticFiles(new StaticFileOptions { FileProvider = files, OnPrepareResponse = context => context.Context.Response.Headers.CacheControl = "no-cache" });
    }
}
