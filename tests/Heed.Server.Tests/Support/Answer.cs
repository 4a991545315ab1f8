using System.Text.Json.Nodes;

namespace Heed.Server.Tests.Support;

/// <summary>What a server answered.</summary>
internal sealed record Answer(int Status, string Body, HttpResponseMessage Response)
{
    public JsonNode Json => JsonNode.Parse(Body)!;

    /// <summary>A header's value, empty where there is none.</summary>
    public string Header(string name) =>
        Response.Headers.TryGetValues(name, out IEnumerable<string>? values) || Response.Content.Headers.TryGetValues(name, out values) ? string.Join(", ", values) : "";
}
