using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;

namespace Heed.Server.Operations;

/// <summary>Pages of other origins may use the public interfaces, as they may LibreTranslate's; what the own page asks for below <c>/api</c> is its alone.</summary>
internal static class CrossOrigin
{
    private const string TwentyDays = "1728000";

    public static void UseCrossOrigin(this WebApplication app) => app.Use((context, next) =>
    {
        if (context.Request.Path.StartsWithSegments("/api"))
        {
            return next(context);
        }

        IHeaderDictionary headers = context.Response.Headers;
        headers.AccessControlAllowOrigin = "*";
        headers.AccessControlAllowMethods = "GET, POST";
        headers.AccessControlAllowHeaders = "Authorization, Content-Type";
        headers.AccessControlMaxAge = TwentyDays;
        if (!HttpMethods.IsOptions(context.Request.Method))
        {
            return next(context);
        }

        context.Response.StatusCode = StatusCodes.Status204NoContent;
        return Task.CompletedTask;
    });
}
