using System.Text.Json;
using Heed.Text.Tokenization;
using Heed.Text.Tokenization.Decoders;

namespace Heed.Text.Tests.Tokenization;

/// <summary>
/// Expected tokens, ids and text of Hugging Face's transformers.js, whose cases come from the tokenizers' own Python: all those whose
/// vocabulary is among the public data.
/// </summary>
[Trait("Needs", "shared")]
public sealed class TransformersJsTests
{
    private const string Expected = "transformersjs_expected/tokenizer_expected.json.gz";
    private const string Multilingual = "tiktoken/whisper_multilingual.tiktoken.gz";
    private const string English = "tiktoken/gpt2.tiktoken.gz";

    /// <summary>The tokenizers that can be built from what is there.</summary>
    private static readonly Dictionary<string, Func<Tokenizer>> Runnable = new(StringComparer.Ordinal)
    {
        ["Xenova/bert-base-uncased"] = () => References.BertEnglish,
        ["Xenova/distilbert-base-uncased-finetuned-sst-2-english"] = () => References.BertEnglish,
        ["Xenova/bge-small-zh-v1.5"] = () => References.Load("bert/bert-base-chinese-vocab.txt.gz", "cased"),
        ["Xenova/bge-base-zh-v1.5"] = () => References.BertChinese,
        ["Xenova/llama-tokenizer"] = () => References.Load("llama2/tokenizer.model.gz").Framed(["<s>"], []),
        ["Xenova/gpt2"] = () => References.Gpt2,
        ["openai-community/gpt2"] = () => References.Gpt2,
        ["tiiuae/falcon-rw-1b"] = () => References.Gpt2,
        ["Xenova/gpt-4"] = () => References.Gpt4,
        ["Xenova/gpt-4o"] = () => References.Gpt4o,
        ["onnx-community/whisper-tiny.en"] = () => References.Whisper("whisper_english", English),
        ["distil-whisper/distil-small.en"] = () => References.Whisper("whisper_english", English).WithStrippingTokens(),
        ["distil-whisper/distil-large-v2"] = () => References.Whisper("whisper", Multilingual, "<|en|>", "<|transcribe|>").WithoutTheFirstMerge(),
        ["distil-whisper/distil-large-v3"] = () => References.Whisper("whisper_v3", Multilingual),
        ["Xenova/nb-whisper-tiny-beta"] = () =>
            References.Whisper("whisper", Multilingual, "<|no|>", "<|transcribe|>").WithoutTheFirstMerge().WithPrefixSpace(),
    };

    public static TheoryData<string> Names => [.. Runnable.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public void CasesAreAsExpected(string name)
    {
        Tokenizer tokenizer = Runnable[name]();
        var wrong = new List<string>();
        int count = 0;
        foreach (JsonProperty item in Cases(name).EnumerateObject())
        {
            count++;
            string text = item.Value.GetProperty("text").GetString()!;
            string[] tokens = [.. item.Value.GetProperty("tokens").EnumerateArray().Select(token => token.GetString()!)];
            int[] ids = [.. item.Value.GetProperty("ids").EnumerateArray().Select(id => id.GetInt32())];
            string decoded = item.Value.GetProperty("decoded").GetString()!;
            string? second = item.Value.TryGetProperty("text_pair", out JsonElement pair) ? pair.GetString() : null;
            Check(item.Name, "tokens", string.Join(' ', tokens), string.Join(' ', Encode(new EncodeOptions { ParseSpecialTokens = true }).Select(tokenizer.Piece)));
            Check(item.Name, "ids", string.Join(' ', ids), string.Join(' ', Encode(EncodeOptions.HuggingFace)));

            // JavaScript and Python clean the decoded text up where the tokenizer_config.json does not forbid it.
            string shown = tokenizer.Decode(ids, keepSpecialTokens: true);
            Check(item.Name, "decoded", decoded, name is "Xenova/gpt-4" or "Xenova/gpt-4o" or "Xenova/llama-tokenizer" ? shown : EnglishSpaces.Remove(shown));

            int[] Encode(EncodeOptions options) => second is null ? tokenizer.Encode(text, options) : tokenizer.EncodePair(text, second, options).Ids;
        }

        Assert.True(wrong.Count == 0, $"{wrong.Count} of {3 * count} differ:\n{string.Join('\n', wrong)}");

        void Check(string test, string what, string expected, string actual)
        {
            if (expected != actual)
            {
                wrong.Add($"{test} {what}\n  expected {expected}\n  but was  {actual}");
            }
        }
    }

    /// <summary>Every tokenizer of the file is run or stands in the list with its reason, so that none is forgotten.</summary>
    [Fact]
    public void EveryTokenizerIsRunOrListed()
    {
        JsonProperty[] all = [.. Tokenizers()];
        Assert.Equal(1357, all.Sum(tokenizer => tokenizer.Value.EnumerateObject().Count()));
        Assert.Equal(
            all.Select(tokenizer => tokenizer.Name).Order(StringComparer.Ordinal),
            Runnable.Keys.Concat(TransformersJsNotRun.Reasons.Keys).Order(StringComparer.Ordinal));
        Assert.All(TransformersJsNotRun.Reasons.Values, Assert.NotEmpty);
    }

    private static JsonElement Cases(string name) => Tokenizers().Single(tokenizer => tokenizer.Name == name).Value;

    private static IEnumerable<JsonProperty> Tokenizers() =>
        References.Json(Expected).EnumerateObject().SelectMany(family => family.Value.GetProperty("config").EnumerateObject());
}
