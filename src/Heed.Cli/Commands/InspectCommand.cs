using System.CommandLine;
using System.Text;
using Heed.Cli.Terminal;
using Heed.Models;
using Heed.Models.Inspection;
using Heed.Models.Inspection.Positions;
using Heed.Server.Inspection.Export;
using Heed.Text;

namespace Heed.Cli.Commands;

/// <summary><c>heed inspect</c>: one translation, opened up.</summary>
internal static class InspectCommand
{
    private const int ShownPositions = 32;

    public static Command Create(Session session)
    {
        Option<string> model = CommonOptions.Model();
        var sentence = new Argument<string>("SENTENCE") { Description = "What to translate." };
        Option<int?> layer = CommonOptions.OptionalNumber("--layer", "Show this decoder layer, from 0; by default the last.", least: 0);
        Option<int?> head = CommonOptions.OptionalNumber("--head", "Show this attention head, from 0; by default the mean of all.", least: 0);
        Option<bool> json = CommonOptions.Json();
        var html = new Option<string?>("--html") { Description = "Write the page's views of the translation into this file, which needs no server.", HelpName = "FILE" };
        var search = new SearchFlags();
        var verb = new Verb("inspect", "Show the pieces of a sentence, its translation, and where the decoder looked.") { model, sentence, layer, head, json, html };
        search.AddTo(verb);
        verb.Examples =
        [
            ("the last layer", "./heed inspect --model models/quickstart 'Sunday, March 3, 2024'"),
            ("one head", "./heed inspect --model models/quickstart --layer 1 --head 0 'Sunday, March 3, 2024'"),
            ("a page to look around in", "./heed inspect --model models/quickstart --html page.html 'Sunday, March 3, 2024'"),
        ];
        verb.SetAction(parsed =>
        {
            using Translator translator = Translator.Load(parsed.GetValue(model)!);
            (string? page, bool isJson) = (parsed.GetValue(html), parsed.GetValue(json));
            var options = new InspectionOptions { Search = search.Read(parsed), HeadEffects = isJson || page is not null };
            TranslationTrace trace = TranslationInspector.Inspect(translator, parsed.GetValue(sentence)!, options);
            if (page is not null)
            {
                AtomicFile.Write(page, stream => stream.Write(Encoding.UTF8.GetBytes(InspectionPage.Create(trace with { Positions = PositionViews.All(ShownPositions, ShownPositions) }))));
                session.Note($"Open {page} in a browser.");
            }

            if (isJson)
            {
                session.Results.WriteLine(Encoding.UTF8.GetString(TraceJson.Serialize(trace)));
            }

            if (isJson || page is not null)
            {
                return;
            }

            RequireBelow("--layer", parsed.GetValue(layer), trace.Attention.Cross.Count);
            RequireBelow("--head", parsed.GetValue(head), trace.Attention.Cross[0].Count);
            new TraceReport(session.Results, trace).Write(parsed.GetValue(layer), parsed.GetValue(head));
        });
        return verb;
    }

    private static void RequireBelow(string option, int? value, int count)
    {
        if (value >= count)
        {
            throw new UserException($"{option} is {value}, but this model has {count}, counted from 0.");
        }
    }
}
