using System.CommandLine;
using System.Text.Json;
using Heed.Cli.Terminal;
using Heed.Cli.Variants;
using Heed.Models.Checkpoints;
using Spectre.Console;

namespace Heed.Cli.Commands;

/// <summary><c>heed variants</c>: every kind of every part that a recipe can exchange, with its formula and paper.</summary>
internal static class VariantsCommand
{
    public static Command Create(Session session)
    {
        var key = new Argument<string?>("KEY")
        {
            Description = "Only the parts whose key contains this, such as norm or model.position.",
            Arity = ArgumentArity.ZeroOrOne,
        };
        key.Validators.Add(result =>
        {
            if (Seams(result.GetValueOrDefault<string?>()).Length == 0)
            {
                string keys = string.Join(", ", VariantCatalogue.Seams.Select(seam => seam.Key));
                result.AddError($"No part has a key like '{result.GetValueOrDefault<string?>()}'; there are {keys}.");
            }
        });
        Option<bool> json = CommonOptions.Json();
        var markdown = new Option<bool>("--markdown") { Description = "Print the page docs/variants.md." };
        var verb = new Verb("variants", "List what can be exchanged in a model and its training: positions, scores, masks, norms and more, with formula and paper.")
        {
            key, json, markdown,
        };
        verb.Examples =
        [
            ("everything", "./heed variants"),
            ("the kinds of position", "./heed variants position"),
            ("for a program", "./heed variants --json"),
        ];
        verb.SetAction(parsed =>
        {
            SeamEntry[] seams = Seams(parsed.GetValue(key));
            if (parsed.GetValue(json))
            {
                session.WriteJson(JsonSerializer.SerializeToNode(seams, StrictJson.Options)!);
            }
            else if (parsed.GetValue(markdown))
            {
                session.Results.Write(VariantPage.Write(seams));
            }
            else
            {
                WriteTables(session.ResultConsole, seams);
            }
        });
        return verb;
    }

    private static SeamEntry[] Seams(string? key) =>
        [.. VariantCatalogue.Seams.Where(seam => key is null || seam.Key.Contains(key, StringComparison.OrdinalIgnoreCase))];

    private static void WriteTables(IAnsiConsole console, SeamEntry[] seams)
    {
        foreach (SeamEntry seam in seams)
        {
            console.WriteLine($"{seam.Key}: {seam.Question}");
            Table table = new Table().Border(TableBorder.Simple).AddColumn("kind", column => column.NoWrap()).AddColumn("what it computes").AddColumn("paper");
            foreach (VariantEntry kind in seam.Kinds)
            {
                table.AddRow(Markup.Escape(kind.Kind), Markup.Escape(kind.Formula), Markup.Escape(kind.Paper));
            }

            console.Write(table);
        }
    }
}
