using System.CommandLine;
using Heed.Cli.Classifying;
using Heed.Cli.Terminal;
using Heed.Models.Checkpoints;
using Heed.Models.Audio;
using Heed.Models.Images;
using Heed.Text.Batching;

namespace Heed.Cli.Commands;

/// <summary><c>heed classify</c>: texts, images or sounds in, the class of each and how probable it is out; the model says which.</summary>
internal static class ClassifyCommand
{
    public static Command Create(Session session)
    {
        Option<string> model = CommonOptions.Model();
        Option<string> cut = CommonOptions.Choice("--cut", "head", ["head", "tail", "both"], "Which end of a text longer than the model's maximum stays.");
        var all = new Option<bool>("--all") { Description = "Print every class with its probability, the most probable first." };
        var stream = new Option<bool>("--stream") { Description = "Listen to a sound as it arrives: after each chunk, seconds heard TAB label TAB probability." };
        Option<string> input = CommonOptions.Input();
        input.Description = "Texts, one a line; images as an IDX file; or a sound as a WAV file, or many in a folder or a .tar; plain or .gz; - is standard input, but not for images.";
        Option<string> output = CommonOptions.Output();
        var verb = new Verb("classify", "Say which class each line of text, each image, or a sound belongs to: label TAB probability.") { model, all, cut, stream, input, output };
        verb.Examples =
        [
            ("one sentence", "echo 'a stirring and funny film' | ./heed classify --model runs/sst2-bert"),
            ("a file, every class", "./heed classify --model DIR --all --input texts.txt --output classes.tsv"),
            ("a sound, while it arrives", "./heed classify --model runs/fsdd-streaming --input seven.wav --stream"),
            ("images", "./heed classify --model runs/mnist-vit --input images.idx.gz"),
        ];
        verb.SetAction(parsed =>
        {
            string folder = parsed.GetValue(model)!;
            string from = parsed.GetValue(input)!;
            ResultFile.Write(session, parsed.GetValue(output)!, writer =>
            {
                if (ModelFolder.Holds<IImageClassifierOptions>(folder))
                {
                    ImageClassification.Write(session, folder, from, parsed.GetValue(all), writer);
                }
                else if (ModelFolder.Holds<IAudioClassifierOptions>(folder))
                {
                    WriteSounds(session, folder, from, (parsed.GetValue(all), parsed.GetValue(stream)), writer);
                }
                else
                {
                    (bool, TextCut) how = (parsed.GetValue(all), Enum.Parse<TextCut>(parsed.GetValue(cut)!, ignoreCase: true));
                    LineClassification.Write(session, folder, InputFile.Read(session, from), how, writer);
                }
            });
        });
        return verb;
    }

    private static void WriteSounds(Session session, string folder, string input, (bool All, bool Stream) how, TextWriter writer)
    {
        if (SoundClassification.IsCollection(input))
        {
            SoundClassification.WriteAll(session, folder, input, how, writer);
        }
        else if (how.Stream)
        {
            SoundClassification.WriteAsItArrives(session, folder, input, how.All, writer);
        }
        else
        {
            SoundClassification.Write(folder, input, how.All, writer);
        }
    }
}
