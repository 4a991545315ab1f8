using System.Text.Json;
using Heed.Text.Tokenization;
using Heed.Text.Tokenization.Models.BytePair;
using Heed.Text.Tokenization.PostProcessors;
using Heed.Text.Tokenization.PreTokenizers;

namespace Heed.Text.Tests.Tokenization;

/// <summary>Known vocabularies from the folder of public data, loaded once.</summary>
internal static class References
{
    public const string Folder = "data/tokenizers/";

    private static readonly Dictionary<string, Tokenizer> Loaded = [];

    public static Tokenizer BertEnglish => Load("bert/bert-base-uncased-vocab.txt.gz");

    public static Tokenizer BertChinese => Load("bert/bert-base-chinese-vocab.txt.gz");

    public static Tokenizer Gpt2 => Load("gpt2/vocab.json.gz");

    public static Tokenizer Gpt4 => Load("tiktoken/cl100k_base.tiktoken.gz");

    public static Tokenizer Gpt4o => Load("tiktoken/o200k_base.tiktoken.gz");

    /// <summary>Whisper as Hugging Face's files have it: special tokens around the text.</summary>
    /// <param name="variant">Which Whisper.</param>
    /// <param name="file">Its vocabulary.</param>
    /// <param name="mode">What stands between the beginning of the transcript and the text.</param>
    public static Tokenizer Whisper(string variant, string file, params string[] mode) =>
        Load(file, variant).Framed(["<|startoftranscript|>", .. mode, "<|notimestamps|>"], ["<|endoftext|>"]);

    /// <summary>The tokenizer with special tokens around the text.</summary>
    public static Tokenizer Framed(this Tokenizer tokenizer, string[] before, string[] after)
    {
        TemplatePiece[] single =
            [.. before.Select(name => TemplatePiece.ForSpecial(name, 0)), TemplatePiece.ForText(0, 0), .. after.Select(name => TemplatePiece.ForSpecial(name, 0))];
        var template = new TemplateProcessor(
            single, single, [.. before.Concat(after).Select(name => new TemplateSpecial(name, [tokenizer.Id(name)!.Value], [name]))]);
        return new Tokenizer(tokenizer.Parts with { PostProcessor = template }, tokenizer.AddedTokens);
    }

    /// <summary>The tokenizer without its first merge, which two published conversions lost with the first line of the file.</summary>
    public static Tokenizer WithoutTheFirstMerge(this Tokenizer tokenizer)
    {
        var model = (BytePairModel)tokenizer.Parts.Model;
        return new Tokenizer(
            tokenizer.Parts with { Model = new BytePairModel(model.Vocabulary, [.. model.Merges.Skip(1)], model.Options with { IgnoreMerges = false }) },
            tokenizer.AddedTokens);
    }

    /// <summary>The tokenizer with a space before the first word.</summary>
    public static Tokenizer WithPrefixSpace(this Tokenizer tokenizer) => new(
        tokenizer.Parts with { PreTokenizer = new ByteLevelPreTokenizer(addPrefixSpace: true, trimOffsets: true, useRegex: true) }, tokenizer.AddedTokens);

    /// <summary>The tokenizer with special tokens that take the white space beside them.</summary>
    public static Tokenizer WithStrippingTokens(this Tokenizer tokenizer) =>
        new(tokenizer.Parts, tokenizer.AddedTokens.Select(token => token with { StripLeft = true, StripRight = true }));

    public static Tokenizer Load(string file, string? variant = null)
    {
        string path = SharedData.PathOf(Folder + file);
        lock (Loaded)
        {
            if (!Loaded.TryGetValue(file + variant, out Tokenizer? tokenizer))
            {
                Loaded.Add(file + variant, tokenizer = Tokenizer.Load(path, variant));
            }

            return tokenizer;
        }
    }

    public static JsonElement Json(string file) => JsonDocument.Parse(SharedData.ReadText(Folder + file)).RootElement;
}
