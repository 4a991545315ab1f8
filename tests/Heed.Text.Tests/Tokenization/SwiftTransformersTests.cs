using System.Text.Json;
using Heed.Text.Tokenization;
using Heed.Text.Tokenization.Decoders;

namespace Heed.Text.Tests.Tokenization;

/// <summary>The expected values of Hugging Face's swift-transformers, made with its Python: those whose vocabulary is among the public data.</summary>
[Trait("Needs", "shared")]
public sealed class SwiftTransformersTests
{
    private const string Llama = "coreml-projects/Llama-2-7b-chat-coreml";
    private const string Folder = "swift_transformers_tests/";

    [Theory]
    [InlineData("bert-base-uncased")]
    [InlineData("google-bert/bert-base-uncased")]
    [InlineData("distilgpt2")]
    [InlineData("openai/whisper-tiny.en")]
    [InlineData("openai/whisper-large-v2")]
    [InlineData(Llama)]
    public void CasesAreAsExpected(string name)
    {
        Tokenizer tokenizer = name switch
        {
            "bert-base-uncased" => References.Load("hf_tokenizer_json/bert-base-uncased.json.gz"),
            "google-bert/bert-base-uncased" => References.BertEnglish,
            Llama => References.Load("llama2/tokenizer.model.gz").Framed(["<s>"], []),
            "distilgpt2" => References.Gpt2,
            "openai/whisper-tiny.en" => References.Whisper("whisper_english", "tiktoken/gpt2.tiktoken.gz"),
            _ => References.Whisper("whisper", "tiktoken/whisper_multilingual.tiktoken.gz"),
        };
        JsonElement cases = References.Json(Folder + "tokenizer_tests.json").GetProperty(name);
        Assert.Equal(18, cases.GetArrayLength());
        foreach (JsonElement item in cases.EnumerateArray())
        {
            int[] ids = Ids(item.GetProperty("encoded").GetProperty("input_ids"));
            Assert.Equal(ids, tokenizer.Encode(item.GetProperty("input").GetString()!, EncodeOptions.HuggingFace));

            // Python cleans the decoded text up for every tokenizer whose tokenizer_config.json does not forbid it.
            Func<string, string> clean = name == Llama ? text => text : EnglishSpaces.Remove;
            Assert.Equal(item.GetProperty("decoded_with_special").GetString(), clean(tokenizer.Decode(ids, keepSpecialTokens: true)));
            Assert.Equal(item.GetProperty("decoded_without_special").GetString(), clean(tokenizer.Decode(ids)));
        }
    }

    [Fact]
    public void ALongTextOfGpt2IsAsExpected()
    {
        JsonElement expected = References.Json(Folder + "gpt2_encoded_tokens.json");
        string text = expected.GetProperty("text").GetString()!;
        int[] ids = References.Gpt2.Encode(text);
        Assert.Equal(Strings(expected.GetProperty("bpe_tokens")), ids.Select(References.Gpt2.Piece));
        Assert.Equal(Ids(expected.GetProperty("token_ids")), ids);
        Assert.Equal(text, References.Gpt2.Decode(ids));
    }

    [Fact]
    public void ALongTextOfBertIsAsExpected()
    {
        JsonElement expected = References.Json(Folder + "bert_uncased_encoded.json");
        string text = expected.GetProperty("text").GetString()!;
        int[] ids = References.BertEnglish.Encode(text, EncodeOptions.HuggingFace);
        Assert.Equal(Strings(expected.GetProperty("bpe_tokens")), References.BertEnglish.Encode(text).Select(References.BertEnglish.Piece));
        Assert.Equal(Ids(expected.GetProperty("token_ids")), ids);
        Assert.Equal(expected.GetProperty("decoded_text").GetString(), EnglishSpaces.Remove(References.BertEnglish.Decode(ids, keepSpecialTokens: true)));
    }

    [Fact]
    public void ALongTextOfWhisperIsAsExpected()
    {
        Tokenizer tokenizer = References.Whisper("whisper_english", "tiktoken/gpt2.tiktoken.gz");
        JsonElement expected = References.Json(Folder + "whisper_tiny_en_encoded.json");
        int[] ids = tokenizer.Encode(expected.GetProperty("text").GetString()!, EncodeOptions.HuggingFace);
        Assert.Equal(Ids(expected.GetProperty("token_ids")), ids);
        Assert.Equal(expected.GetProperty("decoded_text").GetString(), tokenizer.Decode(ids, keepSpecialTokens: true));
    }

    /// <summary>The 10,570 questions of SQuAD's development set through BERT.</summary>
    [Fact]
    public void QuestionsOfSquadAreAsExpected()
    {
        Tokenizer tokenizer = References.BertEnglish;
        JsonElement[] questions = [.. References.Json(Folder + "question_tokens.json.gz").EnumerateArray()];
        JsonElement[] ids = [.. References.Json(Folder + "tokenized_questions.json.gz").EnumerateArray()];
        Assert.Equal(10_570, questions.Length);
        for (int i = 0; i < questions.Length; i++)
        {
            string text = questions[i].GetProperty("original").GetString()!;
            int[] encoded = tokenizer.Encode(text);
            Assert.Equal(Strings(questions[i].GetProperty("wordpiece")), encoded.Select(tokenizer.Piece));
            Assert.Equal(Ids(ids[i]), encoded);
            Assert.Equal(Strings(questions[i].GetProperty("basic")), tokenizer.Words(text));
        }
    }

    private static int[] Ids(JsonElement list) => [.. list.EnumerateArray().Select(id => id.GetInt32())];

    private static IEnumerable<string> Strings(JsonElement list) => list.EnumerateArray().Select(text => text.GetString()!);
}
