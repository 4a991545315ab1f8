using System.CommandLine;
using Heed.Cli.Terminal;
using Heed.Models;
using Heed.Models.Checkpoints;
using Heed.Models.Checkpoints.HuggingFace;
using Heed.Models.Classification;
using Heed.Models.LanguageModels;
using Heed.Models.MaskedLanguage;
using Heed.Models.SequenceToSequence;
using Heed.Text.Tokenization;

namespace Heed.Cli.Commands;

/// <summary><c>heed convert</c>: a folder in Hugging Face's layout becomes Heed's, or the other way round.</summary>
internal static class ConvertCommand
{
    public static Command Create(Session session)
    {
        Option<string> model = CommonOptions.Model();
        var output = new Option<string>("--output") { Description = "The folder to write.", HelpName = "DIR", Required = true };
        var verb = new Verb("convert", "Rewrite a model from Hugging Face's layout to Heed's, or from Heed's to Hugging Face's: BERT, GPT-2, LLaMA, T5, Marian.") { model, output };
        verb.Examples =
        [
            ("use a published model", "./heed convert --model gpt2 --output models/gpt2"),
            ("publish one", "./heed convert --model models/bert-small --output bert-small-hf"),
        ];
        verb.SetAction(parsed =>
        {
            (string from, string to) = (parsed.GetValue(model)!, parsed.GetValue(output)!);
            bool isTheirs = HuggingFaceFolder.Is(from);
            (IModelOptions<Model> options, Model loaded) = isTheirs ? HuggingFaceFolder.Load(from) : LoadOwn(from);
            using Model converted = loaded;
            if (isTheirs)
            {
                SaveOwn(to, options, converted);
            }
            else
            {
                HuggingFaceFolder.Save(to, options, converted);
            }

            bool hasTokenizer = File.Exists(Path.Combine(from, ModelFolder.Tokenizer));
            if (hasTokenizer)
            {
                Tokenizer.Load(Path.Combine(from, ModelFolder.Tokenizer)).Save(Path.Combine(to, ModelFolder.Tokenizer));
            }

            session.Note($"{converted.Parameters.Count / 1e6:0.0##} million parameters, now in {(isTheirs ? "Heed's" : "Hugging Face's")} layout in {to}{(hasTokenizer ? "" : $"; {from} has no {ModelFolder.Tokenizer}, so there is none")}.");
        });
        return verb;
    }

    private static (IModelOptions<Model> Options, Model Model) LoadOwn(string folder)
    {
        if (ModelFolder.Holds<IMaskedLanguageOptions>(folder))
        {
            MaskedLanguageModel masked = ModelFolder.Load<IMaskedLanguageOptions, MaskedLanguageModel>(folder);
            return (masked.Options, masked);
        }

        if (ModelFolder.Holds<IClassifierOptions>(folder))
        {
            ClassifierModel classifier = ModelFolder.Load<IClassifierOptions, ClassifierModel>(folder);
            return (classifier.Options, classifier);
        }

        if (ModelFolder.Holds<ILanguageModelOptions>(folder))
        {
            LanguageModel language = ModelFolder.Load<ILanguageModelOptions, LanguageModel>(folder);
            return (language.Options, language);
        }

        SequenceToSequenceModel pair = ModelFolder.Load<ISequenceToSequenceOptions, SequenceToSequenceModel>(folder);
        return (pair.Options, pair);
    }

    /// <summary>Each under the interface of its family, which writes the key <c>kind</c>.</summary>
    private static void SaveOwn(string folder, IModelOptions<Model> options, Model model)
    {
        switch (options)
        {
            case IMaskedLanguageOptions masked:
                ModelFolder.Save(folder, masked, model.Parameters);
                break;
            case IClassifierOptions classifier:
                ModelFolder.Save(folder, classifier, model.Parameters);
                break;
            case ILanguageModelOptions language:
                ModelFolder.Save(folder, language, model.Parameters);
                break;
            case ISequenceToSequenceOptions pair:
                ModelFolder.Save(folder, pair, model.Parameters);
                break;
            default:
                throw new InvalidOperationException($"{options.GetType().Name} belongs to no family of models.");
        }
    }
}
