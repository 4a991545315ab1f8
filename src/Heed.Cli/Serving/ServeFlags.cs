using System.CommandLine;
using Heed.Cli.Commands;
using Heed.Server;
using Heed.Server.Engines;

namespace Heed.Cli.Serving;

/// <summary>The options of <c>heed serve</c>.</summary>
internal sealed class ServeFlags
{
    private readonly Option<string[]> models = new("--model")
    {
        Description = "A model folder, with its languages in front where it does not say them itself; several serve several languages.",
        HelpName = "[en-de=]DIR",
        Required = true,
        AllowMultipleArgumentsPerToken = true,
    };

    private readonly Option<int> port = CommonOptions.Number("--port", 5000, "The port to listen on; 0 takes a free one.", least: 0);
    private readonly Option<string> host = new("--host") { Description = "The address to listen on; 0.0.0.0 lets other machines in.", HelpName = "ADDRESS", DefaultValueFactory = _ => "127.0.0.1" };
    private readonly Option<string?> runs = new("--runs") { Description = "A folder with training runs to watch in the browser.", HelpName = "DIR" };
    private readonly Option<string?> keys = new("--api-keys") { Description = "A file with the keys that clients must show, one a line.", HelpName = "FILE" };
    private readonly Option<int?> characters = CommonOptions.OptionalNumber("--max-characters", "The most characters of a request.");
    private readonly Option<int?> texts = CommonOptions.OptionalNumber("--max-batch", "The most texts of a request.");
    private readonly Option<int> body = CommonOptions.Number("--max-body", (int)new RequestLimits().BodyBytes, "The largest request, in bytes.");
    private readonly Option<int> rate = CommonOptions.Number("--rate-limit", 0, "The most requests of one client a minute; 0 is no limit.", least: 0);
    private readonly Option<int> queue = CommonOptions.Number("--queue", new EngineLimits().QueueRequests, "How many requests may wait for a model; more are refused at once.");
    private readonly Option<int> batch = CommonOptions.Number("--batch", new EngineLimits().BatchTokens, "How many source pieces go through a model at once.");
    private readonly Option<int> texting = CommonOptions.Number("--parallel", new EngineLimits().GrowingTexts, "How many texts a language model writes side by side.");
    private readonly Option<int> stop = CommonOptions.Number("--stop-timeout", 30, "How many seconds a stop waits for what is running.", least: 0);
    private readonly Option<bool> json = new("--json-logs") { Description = "Write log lines as JSON." };
    private readonly Option<int> threads = CommonOptions.Threads();
    private readonly SearchFlags search = new();

    public void AddTo(Command command)
    {
        foreach (Option option in (Option[])[models, port, host, runs, keys, characters, texts, body, rate, queue, batch, texting])
        {
            command.Add(option);
        }

        search.AddTo(command);
        foreach (Option option in (Option[])[threads, stop, json])
        {
            command.Add(option);
        }
    }

    /// <exception cref="Text.UserException">A model's name or the file of keys makes no sense.</exception>
    public ServerOptions Read(ParseResult parsed) => new()
    {
        Models = [.. parsed.GetValue(models)!.Select(ModelSource.Parse)],
        Host = parsed.GetValue(host)!,
        Port = parsed.GetValue(port),
        Runs = parsed.GetValue(runs),
        ApiKeys = parsed.GetValue(keys) is { } file ? KeyFile.Read(file) : null,
        Threads = parsed.GetValue(threads),
        Search = search.Read(parsed),
        JsonLogs = parsed.GetValue(json),
        StopTimeout = TimeSpan.FromSeconds(parsed.GetValue(stop)),
        Engine = new EngineLimits { QueueRequests = parsed.GetValue(queue), BatchTokens = parsed.GetValue(batch), GrowingTexts = parsed.GetValue(texting) },
        Requests = new RequestLimits
        {
            Characters = parsed.GetValue(characters) ?? -1,
            Texts = parsed.GetValue(texts) ?? -1,
            BodyBytes = parsed.GetValue(body),
            PerMinute = parsed.GetValue(rate),
        },
    };
}
