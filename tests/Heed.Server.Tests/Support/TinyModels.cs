using Heed.Models.Checkpoints;
using Heed.Models.Gpt;
using Heed.Models.LanguageModels;
using Heed.Models.SequenceToSequence;
using Heed.Models.Transformer;
using Heed.Nn.Attention;
using Heed.Nn.FeedForward;
using Heed.Text.Tokenization;
using Heed.Text.Tokenization.Training;

namespace Heed.Server.Tests.Support;

/// <summary>Model folders with random weights: what they write makes no sense, but always the same.</summary>
internal static class TinyModels
{
    private static readonly string[] Lines =
    [
        "A man rides a red bicycle along the river.", "Two dogs play in the snow.", "The children are reading a book.", "Three women talk on a bench in the park.",
        "Ein Mann fährt mit einem roten Fahrrad am Fluss entlang.", "Zwei Hunde spielen im Schnee.", "Die Kinder lesen ein Buch.",
    ];

    /// <summary>Writes a translator into <paramref name="folder"/>; its configuration names the languages unless they are null.</summary>
    public static string Translator(string folder, string? source = "en", string? target = "de", ulong seed = 3)
    {
        Tokenizer tokenizer = Write(folder);
        ISequenceToSequenceOptions options = new TransformerOptions
        {
            Vocabulary = tokenizer.VocabularySize,
            SourceLanguage = source,
            TargetLanguage = target,
            Width = 16,
            EncoderLayers = 2,
            DecoderLayers = 2,
            Heads = new MultiHead { Count = 2 },
            FeedForward = new ReluFeedForward { Width = 32 },
            MaximumLength = 64,
        };
        using SequenceToSequenceModel model = options.Build(forTraining: false);
        model.Parameters.Initialize(seed);
        ModelFolder.Save(folder, options, model.Parameters);
        return folder;
    }

    /// <summary>Writes a language model into <paramref name="folder"/>.</summary>
    public static string LanguageModel(string folder, ulong seed = 4, int window = 64)
    {
        Tokenizer tokenizer = Write(folder);
        ILanguageModelOptions options = new GptOptions
        {
            Vocabulary = tokenizer.VocabularySize,
            Width = 16,
            Layers = 2,
            Heads = new MultiHead { Count = 2 },
            FeedForward = new GeluFeedForward { Width = 32 },
            MaximumLength = window,
        };
        using LanguageModel model = options.Build(forTraining: false);
        model.Parameters.Initialize(seed);
        ModelFolder.Save(folder, options, model.Parameters);
        return folder;
    }

    private static Tokenizer Write(string folder)
    {
        Directory.CreateDirectory(folder);
        Tokenizer tokenizer = new BytePairTraining { VocabularySize = 400, MinimumPairCount = 1, ByteFallback = false }.Train(Lines);
        tokenizer.Save(Path.Combine(folder, ModelFolder.Tokenizer));
        return tokenizer;
    }
}
