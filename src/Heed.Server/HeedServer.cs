using System.Net;
using System.Net.Sockets;
using Heed.Server.Completions;
using Heed.Server.Inspection;
using Heed.Server.LibreTranslate;
using Heed.Server.Operations;
using Heed.Server.Runs;
using Heed.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Heed.Server;

/// <summary>The HTTP server: <c>await HeedServer.Build(options).RunAsync()</c>.</summary>
public static class HeedServer
{
    /// <summary>Loads the models and puts the server together; it listens once it is started.</summary>
    /// <exception cref="UserException">A model or a limit makes no sense.</exception>
    public static WebApplication Build(ServerOptions options)
    {
        IPAddress address = ListenAddress.Of(options.Host);
        var metrics = new ServerMetrics();
        ModelHub hub = ModelHub.Load(options, metrics);
        metrics.Watch(hub);
        WebApplicationBuilder builder = WebApplication.CreateSlimBuilder(new WebApplicationOptions { ContentRootPath = AppContext.BaseDirectory, EnvironmentName = Environments.Production });
        builder.Services.AddSingleton(options);
        builder.Services.AddSingleton(_ => hub); // made by the container, so that it is disposed with it
        builder.Services.AddSingleton(new LanguageList(hub.Translators.Select(engine => engine.Languages)));
        builder.Services.AddSingleton<TranslatedFiles>();
        builder.Services.AddSingleton(metrics);
        builder.Services.AddSingleton<WarmUp>();
        builder.Services.AddHostedService(services => services.GetRequiredService<WarmUp>());
        builder.Services.AddClientLimits(options);
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Limits.MaxRequestBodySize = options.Requests.BodyBytes;
            kestrel.Listen(address, options.Port);
        });
        builder.Services.AddSingleton<IHostLifetime, OwnLifetime>();
        builder.Services.Configure<HostOptions>(host => host.ShutdownTimeout = options.StopTimeout);
        builder.Logging.AddServerLogging(options.JsonLogs);
        WebApplication app = builder.Build();
        app.Services.GetRequiredService<ModelHub>();
        app.UseRequestRecords();
        app.UseSafeHeaders();
        app.UseCrossOrigin();
        app.UseErrorResponses();
        app.UsePage();
        app.UseRouting();
        app.UseRateLimiter();
        Map(app, options);
        return app;
    }

    /// <summary>Serves until <paramref name="stop"/>, then finishes what runs; says on <paramref name="note"/> what is served and where.</summary>
    /// <exception cref="UserException">A model or a limit makes no sense, or the address is taken.</exception>
    public static async Task RunAsync(ServerOptions options, Action<string> note, CancellationToken stop)
    {
        await using WebApplication app = Build(options);
        try
        {
            await app.StartAsync(stop).ConfigureAwait(false);
        }
        catch (Exception exception) when (exception is IOException or SocketException)
        {
            throw new UserException($"The server cannot listen on {options.Host}, port {options.Port} ({exception.Message.TrimEnd('.')}); take another --port, or end what uses it.", exception);
        }

        foreach (string line in Served(app.Services.GetRequiredService<ModelHub>()))
        {
            note(line);
        }

        note($"Listens on {app.Urls.Single()} (open it in a browser; Ctrl-C stops).");
        await app.WaitForShutdownAsync(stop).ConfigureAwait(false);
    }

    private static IEnumerable<string> Served(ModelHub hub) =>
    [
        .. hub.Translators.Select(engine => $"Translates {LanguageNames.Of(engine.Languages.Source)} to {LanguageNames.Of(engine.Languages.Target)} ({engine.Languages})."),
        .. hub.Generators.Select(engine => $"Goes on with texts: {engine.Name}."),
    ];

    private static void Map(WebApplication app, ServerOptions options)
    {
        app.MapOperations();
        app.MapTranslationFacts();
        RouteGroupBuilder limited = app.MapGroup("").LimitClients(options);
        limited.MapTranslation();
        limited.MapCompletions();
        RouteGroupBuilder api = limited.MapGroup("/api");
        api.MapInspection();
        api.MapRuns();
    }
}
