using System.CommandLine;
using Heed.Cli.Terminal;
using Heed.Models;
using Heed.Models.Checkpoints;
using Heed.Models.Checkpoints.HuggingFace;
using Heed.Models.Import;

namespace Heed.Cli.Commands;

/// <summary><c>heed convert</c>: a model from another layout becomes a model folder, or a model folder one in Hugging Face's layout.</summary>
internal static class ConvertCommand
{
    public static Command Create(Session session)
    {
        var model = new Option<string>("--model")
        {
            Description = "A folder of Hugging Face or of Heed; or a file: a checkpoint of llama2.c, or CTranslate2's model.bin; plain or .gz.",
            HelpName = "DIR|FILE",
            Required = true,
        };
        var tokenizer = new Option<string?>("--tokenizer") { Description = "The tokenizer's file of a llama2.c checkpoint; by default tokenizer.bin beside it.", HelpName = "FILE" };
        var output = new Option<string>("--output") { Description = "The folder to write.", HelpName = "DIR", Required = true };
        var verb = new Verb("convert", "Rewrite a model: Hugging Face's BERT, GPT-2, LLaMA, T5 and Marian to Heed and back, llama2.c and CTranslate2 to Heed.") { model, tokenizer, output };
        verb.Examples =
        [
            ("use a published model", "./heed convert --model gpt2 --output models/gpt2"),
            ("publish one", "./heed convert --model models/bert-small --output bert-small-hf"),
            ("a LLaMA of llama2.c", "./heed convert --model stories260K.bin --tokenizer tok512.bin --output models/stories260K"),
            ("a translator of CTranslate2", "./heed convert --model DIR/model.bin --output models/transliteration"),
        ];
        verb.SetAction(parsed =>
        {
            (string from, string to) = (parsed.GetValue(model)!, parsed.GetValue(output)!);
            if (File.Exists(from))
            {
                ModelImport.Run(from, parsed.GetValue(tokenizer), to);
                session.Note($"The model is in {to}.");
            }
            else
            {
                ConvertFolder(session, from, to);
            }
        });
        return verb;
    }

    private static void ConvertFolder(Session session, string from, string to)
    {
        bool isTheirs = HuggingFaceFolder.Is(from);
        (IModelOptions<Model> options, Model loaded) = isTheirs ? HuggingFaceFolder.Load(from) : AnyModel.Load(from);
        using Model converted = loaded;
        if (isTheirs)
        {
            AnyModel.Save(to, options, converted);
        }
        else
        {
            HuggingFaceFolder.Save(to, options, converted);
        }

        string[] tokenizers = [.. ((string[])[ModelFolder.Tokenizer, ModelFolder.SourceTokenizer]).Where(name => File.Exists(Path.Combine(from, name)))];
        foreach (string name in tokenizers)
        {
            Heed.Text.Tokenization.Tokenizer.Load(Path.Combine(from, name)).Save(Path.Combine(to, name));
        }

        string missing = tokenizers.Length > 0 ? "" : $"; {from} has no {ModelFolder.Tokenizer}, so there is none";
        session.Note($"{converted.Parameters.Count / 1e6:0.0##} million parameters, now in {(isTheirs ? "Heed's" : "Hugging Face's")} layout in {to}{missing}.");
    }
}
