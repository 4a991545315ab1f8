using System.CommandLine;
using Heed.Cli.Terminal;
using Heed.Models;
using Heed.Models.Inspection;
using Heed.Text;

namespace Heed.Cli.Commands;

/// <summary><c>heed inspect</c>: one translation, opened up.</summary>
internal static class InspectCommand
{
    public static Command Create(Session session)
    {
        Option<string> model = CommonOptions.Model();
        var sentence = new Argument<string>("SENTENCE") { Description = "What to translate." };
        Option<int?> layer = CommonOptions.OptionalNumber("--layer", "Show this decoder layer only, from 0.", least: 0);
        Option<int?> head = CommonOptions.OptionalNumber("--head", "Show this attention head only, from 0.", least: 0);
        var search = new SearchFlags();
        var verb = new Verb("inspect", "Show the pieces of a sentence, its translation, and where the decoder looked.") { model, sentence, layer, head };
        search.AddTo(verb);
        verb.Examples =
        [
            ("all layers together", "./heed inspect --model models/quickstart 'Sunday, March 3, 2024'"),
            ("one head", "./heed inspect --model models/quickstart --layer 1 --head 0 'Sunday, March 3, 2024'"),
        ];
        verb.SetAction(parsed =>
        {
            using Translator translator = Translator.Load(parsed.GetValue(model)!);
            TranslationTrace trace = translator.Inspect(parsed.GetValue(sentence)!, search.Read(parsed));
            RequireBelow("--layer", parsed.GetValue(layer), trace.CrossAttention.Layers);
            RequireBelow("--head", parsed.GetValue(head), trace.CrossAttention.Heads);
            TraceReport.Write(session.Results, trace, parsed.GetValue(layer), parsed.GetValue(head));
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
