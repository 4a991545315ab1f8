using System.Diagnostics;
using System.Globalization;
using System.Text.Json.Nodes;
using Heed.Cli.Terminal;
using Heed.Models.Classification;
using Heed.Models.Classification.LongText;
using Heed.Text.Corpora;
using Heed.Text.Metrics;
using Spectre.Console;

namespace Heed.Cli.Comparison;

/// <summary>Classifies the same long documents in every way there is and sets accuracy beside cost.</summary>
internal static class LongTextComparison
{
    public static void Run(Session session, TextClassifier classifier, IReadOnlyList<LabelledText> documents, bool json)
    {
        var rows = new List<Row>();
        foreach (LongTextReading reading in LongTextReading.All)
        {
            session.Note($"Reading {documents.Count} documents: {reading.Name}.");
            rows.Add(Measure(classifier, documents, reading, session.Cancellation));
        }

        if (json)
        {
            session.WriteJson(new JsonObject(rows.Select(row => KeyValuePair.Create<string, JsonNode?>(row.Name, new JsonObject
            {
                ["accuracy"] = row.Accuracy,
                ["tokens_per_document"] = row.Tokens,
                ["milliseconds_per_document"] = row.Milliseconds,
            }))));
            return;
        }

        var table = new Table { Border = TableBorder.Minimal };
        table.AddColumns("way", "accuracy", "tokens a document", "ms a document");
        foreach (Row row in rows)
        {
            table.AddRow(row.Name, Number(row.Accuracy, "P1"), Number(row.Tokens, "F0"), Number(row.Milliseconds, "F1"));
        }

        session.ResultConsole.Write(table);
    }

    private static Row Measure(TextClassifier classifier, IReadOnlyList<LabelledText> documents, LongTextReading reading, CancellationToken cancellation)
    {
        string[] labels = [.. classifier.Model.Options.Labels];
        var matrix = new ConfusionMatrix(labels.Length);
        long tokens = 0;
        long start = Stopwatch.GetTimestamp();
        foreach (LabelledText document in documents)
        {
            cancellation.ThrowIfCancellationRequested();
            float[] found = reading.Classify(classifier, document.Text, out int read);
            tokens += read;
            matrix.Add(Array.IndexOf(labels, document.Label), Array.IndexOf(found, found.Max()));
        }

        return new Row(reading.Name, matrix.Accuracy, tokens / (double)documents.Count, Stopwatch.GetElapsedTime(start).TotalMilliseconds / documents.Count);
    }

    private static string Number(double value, string format) => value.ToString(format, CultureInfo.InvariantCulture);

    private sealed record Row(string Name, double Accuracy, double Tokens, double Milliseconds);
}
