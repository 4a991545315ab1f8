using Heed.Server.Engines;
using Heed.Server.Inspection;
using Heed.Server.Operations;
using Heed.Server.Runs;
using Heed.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Console;

namespace Heed.Server;

/// <summary>The HTTP server: <c>await HeedServer.Build(options).RunAsync()</c>.</summary>
public static class HeedServer
{
    /// <summary>Loads the models and puts the server together; it listens once it is started.</summary>
    /// <exception cref="UserException">A model or a limit makes no sense.</exception>
    public static WebApplication Build(ServerOptions options)
    {
        ModelHub hub = ModelHub.Load(options);
        WebApplicationBuilder builder = WebApplication.CreateSlimBuilder(new WebApplicationOptions { ContentRootPath = AppContext.BaseDirectory, EnvironmentName = Environments.Production });
        builder.Services.AddSingleton(options);
        builder.Services.AddSingleton(_ => hub); // made by the container, so that it is disposed with it
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Limits.MaxRequestBodySize = options.Requests.BodyBytes;
        });
        builder.WebHost.UseUrls($"http://{options.Host}:{options.Port}");
        builder.Services.Configure<HostOptions>(host => host.ShutdownTimeout = options.StopTimeout);
        AddLogging(builder.Logging, options);
        WebApplication app = builder.Build();
        app.Services.GetRequiredService<ModelHub>();
        app.UseSafeHeaders();
        app.UsePage();
        Map(app);
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
        catch (IOException exception)
        {
            throw new UserException($"The server cannot listen on {options.Host}, port {options.Port} ({exception.Message}); take another --port, or end what uses it.", exception);
        }

        ModelHub hub = app.Services.GetRequiredService<ModelHub>();
        foreach (TranslationEngine engine in hub.Translators)
        {
            note($"Translates {engine.Languages.Source} to {engine.Languages.Target}.");
        }

        foreach (GenerationEngine engine in hub.Generators)
        {
            note($"Goes on with texts: {engine.Name}.");
        }

        note($"Listens on {app.Urls.Single()} (Ctrl-C stops).");
        await app.WaitForShutdownAsync(stop).ConfigureAwait(false);
    }

    private static void Map(WebApplication app)
    {
        RouteGroupBuilder api = app.MapGroup("/api");
        api.MapInspection();
        api.MapRuns();
    }

    /// <summary>Lines go to standard error. The framework's own notes of requests hold whole addresses, and an address may hold a text: only its warnings are kept.</summary>
    private static void AddLogging(ILoggingBuilder logging, ServerOptions options)
    {
        logging.ClearProviders();
        logging.AddFilter("Microsoft", LogLevel.Warning);
        if (options.JsonLogs)
        {
            logging.AddJsonConsole(console => console.UseUtcTimestamp = true);
        }
        else
        {
            logging.AddSimpleConsole(console => (console.SingleLine, console.TimestampFormat, console.ColorBehavior) = (true, "HH:mm:ss ", LoggerColorBehavior.Disabled));
        }

        logging.Services.Configure<ConsoleLoggerOptions>(console => console.LogToStandardErrorThreshold = LogLevel.Trace);
    }
}
