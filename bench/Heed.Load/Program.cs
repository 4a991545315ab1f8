using System.Globalization;
using Heed.Load;
using Heed.Text;

const string usage = """
    Usage: Heed.Load MODEL --input FILE [--source en] [--target de] [--clients 64] [--seconds 60] [--lines 1000]
    Translates the lines of FILE offline, then serves MODEL in a process of its own and lets many clients ask for the same texts, then offline once more.
    Every answer is compared with the offline translation; exit code 1 if one is lost, wrong or refused.
    """;
if (args.Length < 3 || args.Length % 2 == 0)
{
    Console.Error.WriteLine(usage);
    return 2;
}

Dictionary<string, string> flags = args.Skip(1).Chunk(2).ToDictionary(pair => pair[0], pair => pair[1]);
string Take(string flag, string otherwise) => flags.Remove(flag, out string? value) ? value : otherwise;
int TakeNumber(string flag, int otherwise) => int.Parse(Take(flag, otherwise.ToString(CultureInfo.InvariantCulture)), CultureInfo.InvariantCulture);
try
{
    var options = new LoadOptions
    {
        Model = args[0],
        Source = Take("--source", "en"),
        Target = Take("--target", "de"),
        Clients = TakeNumber("--clients", 64),
        Duration = TimeSpan.FromSeconds(TakeNumber("--seconds", 60)),
    };
    int most = TakeNumber("--lines", 1000);
    string input = Take("--input", "");
    if (input.Length == 0 || flags.Count > 0)
    {
        Console.Error.WriteLine(usage);
        return 2;
    }

    IReadOnlyList<LoadText> texts = LoadText.Make(Heed.Text.Corpora.TextLines.ReadAll(input).Where(line => !string.IsNullOrWhiteSpace(line)).Take(most), options.Source);
    Offline before = Offline.Measure(options, texts);
    Console.WriteLine($"offline before: {before}");
    LoadReport load;
    await using (ServerProcess server = await ServerProcess.Start(["--model", $"{options.Source}-{options.Target}={options.Model}"], CancellationToken.None))
    {
        await LoadClients.Run(server, options with { Duration = TimeSpan.FromSeconds(5) }, texts, before.Translations); // compiled and warm
        load = await LoadClients.Run(server, options, texts, before.Translations);
    }

    Console.WriteLine(load);
    Offline after = Offline.Measure(options, texts);
    Console.WriteLine($"offline after:  {after}");
    Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"load / offline: {load.TokensPerSecond / ((before.TokensPerSecond + after.TokensPerSecond) / 2):F2} by the clock, {(before.SecondsPerToken + after.SecondsPerToken) / 2 / load.SecondsPerToken:F2} by processor time a token"));
    return load.IsClean ? 0 : 1;
}
catch (UserException exception)
{
    Console.Error.WriteLine(exception.Message);
    return 1;
}
