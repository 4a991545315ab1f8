using System.CommandLine;
using Heed.Cli.Terminal;
using Heed.Models.Import;

namespace Heed.Cli.Commands;

/// <summary><c>heed import</c>: a model folder from a model that was made elsewhere.</summary>
internal static class ImportCommand
{
    public static Command Create(Session session)
    {
        var file = new Argument<string>("FILE") { Description = "The model: a checkpoint of llama2.c, or CTranslate2's model.bin; plain or .gz." };
        var tokenizer = new Option<string?>("--tokenizer") { Description = "The tokenizer's file; by default under its usual name beside the model.", HelpName = "FILE" };
        var output = new Option<string>("--output") { Description = "The model folder to write.", HelpName = "DIR", Required = true };
        var verb = new Verb("import", "Make a model folder of a model that was made elsewhere.") { file, tokenizer, output };
        verb.Examples =
        [
            ("a LLaMA of llama2.c", "./heed import stories260K.bin --tokenizer tok512.bin --output models/stories260K"),
            ("a translator of CTranslate2", "./heed import DIR/model.bin --output models/transliteration"),
        ];
        verb.SetAction(parsed =>
        {
            ModelImport.Run(parsed.GetValue(file)!, parsed.GetValue(tokenizer), parsed.GetValue(output)!);
            session.Note($"The model is in {parsed.GetValue(output)}.");
        });
        return verb;
    }
}
