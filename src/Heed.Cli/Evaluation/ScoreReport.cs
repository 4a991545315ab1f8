using System.Text.Json.Nodes;
using Heed.Cli.Terminal;

namespace Heed.Cli.Evaluation;

/// <summary>Prints scores, for people or for machines.</summary>
internal static class ScoreReport
{
    public static void Print(Session session, IReadOnlyList<MetricResult> results, bool json)
    {
        if (json)
        {
            session.WriteJson(new JsonObject(results.Select(result => KeyValuePair.Create<string, JsonNode?>(
                result.Key, new JsonObject { ["score"] = result.Score, ["signature"] = result.Signature }))));
            return;
        }

        foreach (MetricResult result in results)
        {
            session.Results.WriteLine(result.Line);
        }
    }
}
