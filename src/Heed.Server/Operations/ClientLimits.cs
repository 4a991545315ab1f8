using System.Net.Http.Headers;
using System.Threading.RateLimiting;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Heed.Server.Operations;

/// <summary>Who may ask, and how often.</summary>
internal static class ClientLimits
{
    private const string Policy = "client";

    /// <summary>So many requests a minute of one address.</summary>
    public static void AddClientLimits(this IServiceCollection services, ServerOptions options) => services.AddRateLimiter(limiter =>
    {
        int most = options.Requests.PerMinute;
        limiter.RejectionStatusCode = StatusCodes.Status429TooManyRequests;
        limiter.OnRejected = (context, _) =>
        {
            context.HttpContext.Response.Headers.RetryAfter = "60";
            return new ValueTask(ErrorResponses.Write(context.HttpContext, StatusCodes.Status429TooManyRequests, $"Slowdown: {most} per 1 minute"));
        };
        limiter.AddPolicy(Policy, context => most == 0
            ? RateLimitPartition.GetNoLimiter("")
            : RateLimitPartition.GetSlidingWindowLimiter(context.Connection.RemoteIpAddress?.ToString() ?? "", _ => new SlidingWindowRateLimiterOptions
            {
                PermitLimit = most,
                Window = TimeSpan.FromMinutes(1),
                SegmentsPerWindow = 6,
                QueueLimit = 0,
            }));
    });

    /// <summary>The routes of a group count towards the limit, and want a key where the server has keys.</summary>
    public static RouteGroupBuilder LimitClients(this RouteGroupBuilder group, ServerOptions options)
    {
        group.RequireRateLimiting(Policy);
        if (options.ApiKeys is { } list)
        {
            var keys = new ApiKeys(list);
            group.AddEndpointFilter(async (context, next) =>
            {
                await Check(context.HttpContext, keys).ConfigureAwait(false);
                return await next(context).ConfigureAwait(false);
            });
        }

        return group;
    }

    /// <exception cref="ApiException">There is no key, or one that opens nothing.</exception>
    private static async Task Check(HttpContext context, ApiKeys keys)
    {
        bool isOpenAi = context.Request.Path.StartsWithSegments("/v1");
        bool inHeaderOnly = isOpenAi || context.Request.Path.StartsWithSegments("/api");
        string? key = AuthenticationHeaderValue.TryParse(context.Request.Headers.Authorization, out AuthenticationHeaderValue? header) && header.Scheme == "Bearer"
            ? header.Parameter
            : inHeaderOnly ? null : (await RequestFields.ReadAsync(context).ConfigureAwait(false)).Text("api_key");
        if (string.IsNullOrEmpty(key))
        {
            throw new ApiException(isOpenAi ? StatusCodes.Status401Unauthorized : StatusCodes.Status400BadRequest, "Please contact the server operator to get an API key");
        }

        if (!keys.Contains(key))
        {
            throw new ApiException(isOpenAi ? StatusCodes.Status401Unauthorized : StatusCodes.Status403Forbidden, "Invalid API key");
        }
    }
}
