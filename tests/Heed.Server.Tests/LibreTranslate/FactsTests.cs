using System.Text.Json.Nodes;
using Heed.Server.Tests.Support;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Heed.Server.Tests.LibreTranslate;

public sealed class FactsTests(SharedServer shared)
{
    [Fact]
    public async Task Languages_name_their_targets() => Assert.Equal(
        """[{"code":"en","name":"English","targets":["de"]},{"code":"zh","name":"Chinese","targets":["en"]},{"code":"de","name":"German","targets":[]}]""", (await shared.Server.Get("/languages")).Body);

    [Fact]
    public async Task Settings_are_those_of_the_server() => Assert.Equal(
        """{"charLimit":-1,"frontendTimeout":500,"apiKeys":false,"keyRequired":false,"suggestions":false,"filesTranslation":true,"supportedFilesFormat":[".txt"],"language":{"source":{"code":"auto","name":"Auto Detect"},"target":{"code":"de","name":"German"}}}""",
        (await shared.Server.Get("/frontend/settings")).Body);

    [Fact]
    public async Task A_language_is_detected_best_first()
    {
        Answer answer = await shared.Server.Post("/detect", """{"q":"孩子们在公园里读书，狗在玩。"}""");
        Assert.Equal("zh", (string?)answer.Json[0]!["language"]);
        double[] confidences = [.. answer.Json.AsArray().Select(language => (double)language!["confidence"]!)];
        Assert.Equal(confidences.OrderDescending(), confidences);
        Assert.All(confidences, confidence => Assert.InRange(confidence, 0, 100));
        Assert.Equal("""{"error":"Invalid request: missing q parameter"}""", (await shared.Server.Post("/detect", "{}")).Body);
    }

    [Theory]
    [InlineData("GET", "/detect")]
    [InlineData("GET", "/translate")]
    [InlineData("POST", "/languages")]
    [InlineData("POST", "/health")]
    public async Task Wrong_methods_are_refused(string method, string path) =>
        Assert.Equal(405, (await shared.Server.Send(new HttpRequestMessage(new HttpMethod(method), path))).Status);

    [Theory]
    [InlineData("GET", "/languages", 200)]
    [InlineData("POST", "/translate", 400)]
    [InlineData("OPTIONS", "/translate", 204)]
    public async Task Pages_of_other_origins_may_ask(string method, string path, int status)
    {
        Answer answer = await shared.Server.Send(new HttpRequestMessage(new HttpMethod(method), path));
        Assert.Equal(status, answer.Status);
        Assert.Equal("*", answer.Header("Access-Control-Allow-Origin"));
        Assert.Equal("GET, POST", answer.Header("Access-Control-Allow-Methods"));
        Assert.Equal("Authorization, Content-Type", answer.Header("Access-Control-Allow-Headers"));
        Assert.Equal("1728000", answer.Header("Access-Control-Max-Age"));
    }

    [Fact]
    public async Task What_the_page_asks_for_is_its_alone() => Assert.Equal("", (await shared.Server.Get("/api/models")).Header("Access-Control-Allow-Origin"));

    [Fact]
    public async Task The_document_describes_every_public_route_and_no_other()
    {
        JsonNode document = (await shared.Server.Get("/spec")).Json;
        Assert.StartsWith("3.", (string?)document["openapi"], StringComparison.Ordinal);
        string[] described = [.. document["paths"]!.AsObject().SelectMany(path => path.Value!.AsObject().Select(method => $"{method.Key.ToUpperInvariant()} {path.Key}"))];
        IEnumerable<string> routes =
            from endpoint in shared.Server.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
            where !endpoint.RoutePattern.RawText!.StartsWith("/api", StringComparison.Ordinal)
            from method in endpoint.Metadata.GetRequiredMetadata<HttpMethodMetadata>().HttpMethods
            select $"{method} {endpoint.RoutePattern.RawText}";
        Assert.Equal(routes.Order(StringComparer.Ordinal), described.Order(StringComparer.Ordinal));
    }
}
