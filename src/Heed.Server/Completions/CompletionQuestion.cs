using System.Text.Json;
using Heed.Models.Generation.Sampling;
using Heed.Server.Engines;
using Heed.Server.Operations;

namespace Heed.Server.Completions;

/// <summary>What <c>/v1/completions</c> is asked, with OpenAI's defaults.</summary>
internal sealed record CompletionQuestion
{
    private const int MostTexts = 128;
    private const int MostLikely = 5;

    // Parameters of OpenAI's that change nothing at these values; at others they would have to.
    private static readonly (string Name, double Neutral)[] Unsupported = [("best_of", 1), ("presence_penalty", 0), ("frequency_penalty", 0)];

    public required GenerationEngine Engine { get; init; }

    public required IReadOnlyList<string> Prompts { get; init; }

    public required int MaximumTokens { get; init; }

    public required float Temperature { get; init; }

    public required float TopP { get; init; }

    /// <summary>How many texts for each prompt.</summary>
    public required int Count { get; init; }

    /// <summary>Whether the prompt comes back in front.</summary>
    public required bool Echo { get; init; }

    /// <summary>Where a text ends.</summary>
    public required IReadOnlyList<string> Stop { get; init; }

    /// <summary>How many likely tokens are wanted beside each; null: no log-probabilities at all.</summary>
    public required int? LogProbabilities { get; init; }

    public required ulong Seed { get; init; }

    public required bool Stream { get; init; }

    public required bool IncludeUsage { get; init; }

    /// <summary>How the text of a place is drawn; the texts of one prompt differ in their seeds.</summary>
    public SamplingOptions Sampling(int index) => new() { Temperature = Temperature, TopP = TopP, Seed = Seed + (ulong)(index % Count) };

    /// <exception cref="ApiException">A parameter makes no sense, or the model is not there.</exception>
    public static CompletionQuestion Read(RequestFields fields, ModelHub hub)
    {
        if (!fields.IsJson)
        {
            throw new ApiException(400, "The body must be JSON, with the header Content-Type: application/json");
        }

        var read = new ParameterReader(fields);
        string model = read.Text("model") ?? throw Wrong("model", "you must provide a model parameter");
        GenerationEngine engine = hub.Generators.FirstOrDefault(engine => engine.Name == model)
            ?? throw new ApiException(404, $"The model '{model}' does not exist; /v1/models lists those that do") { Parameter = "model" };
        foreach ((string name, double neutral) in Unsupported)
        {
            if (read.Number(name, neutral, double.NegativeInfinity, double.PositiveInfinity) != neutral)
            {
                throw Wrong(name, $"{name} is not supported by this server");
            }
        }

        IReadOnlyList<string> prompts = read.Texts("prompt", [""], int.MaxValue);
        int count = read.Whole("n", 1, 1, MostTexts);
        if (prompts.Count * (long)count > MostTexts)
        {
            throw Wrong("n", $"{prompts.Count} prompts with {count} texts each are more than {MostTexts} texts");
        }

        return new CompletionQuestion
        {
            Engine = engine,
            Prompts = prompts,
            MaximumTokens = read.Whole("max_tokens", 16, 0, 1 << 20),
            Temperature = (float)read.Number("temperature", 1, 0, 2),
            TopP = (float)read.Number("top_p", 1, float.Epsilon, 1),
            Count = count,
            Echo = read.Flag("echo"),
            Stop = [.. read.Texts("stop", [], 4).Where(text => text.Length > 0)],
            LogProbabilities = fields.Element("logprobs") is null ? null : read.Whole("logprobs", 0, 0, MostLikely),
            Seed = fields.Element("seed") is null ? (ulong)Random.Shared.NextInt64() : (ulong)read.Long("seed"),
            Stream = read.Flag("stream"),
            IncludeUsage = fields.Element("stream_options") is { ValueKind: JsonValueKind.Object } options
                && options.TryGetProperty("include_usage", out JsonElement usage) && usage.ValueKind == JsonValueKind.True,
        };
    }

    /// <summary>A complaint about a parameter.</summary>
    public static ApiException Wrong(string parameter, string message) => new(400, message) { Parameter = parameter };
}
