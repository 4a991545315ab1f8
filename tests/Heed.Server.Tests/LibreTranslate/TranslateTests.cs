using System.Net.Http.Headers;
using System.Text.Json.Nodes;
using Heed.Models;
using Heed.Server.Tests.Support;

namespace Heed.Server.Tests.LibreTranslate;

public sealed class TranslateTests(SharedServer shared)
{
    private const string Sentence = "A man rides a red bicycle.";

    private static Translator? alone;

    [Fact]
    public async Task A_text_has_its_translation_and_nothing_else()
    {
        Answer answer = await Ask(new JsonObject { ["q"] = Sentence, ["source"] = "en", ["target"] = "de" });
        Assert.Equal(200, answer.Status);
        Assert.Equal("application/json; charset=utf-8", answer.Header("Content-Type"));
        Assert.Equal(["translatedText"], answer.Json.AsObject().Select(field => field.Key));
        Assert.Equal(Alone(Sentence), (string?)answer.Json["translatedText"]);
    }

    [Fact]
    public async Task Form_multipart_and_query_are_understood_as_JSON_is()
    {
        Dictionary<string, string> fields = new() { ["q"] = Sentence, ["source"] = "EN", ["target"] = "De", ["format"] = "text" };
        using var multipart = new MultipartFormDataContent();
        foreach ((string name, string value) in fields)
        {
            multipart.Add(new StringContent(value), name);
        }

        HttpContent?[] bodies = [new FormUrlEncodedContent(fields), multipart, null];
        foreach (HttpContent? body in bodies)
        {
            string query = body is null ? "?" + await new FormUrlEncodedContent(fields).ReadAsStringAsync(TestContext.Current.CancellationToken) : "";
            Answer answer = await shared.Server.Send(new HttpRequestMessage(HttpMethod.Post, "/translate" + query) { Content = body });
            Assert.Equal(Alone(Sentence), (string?)answer.Json["translatedText"]);
        }
    }

    [Fact]
    public async Task An_array_goes_back_as_one_in_its_order()
    {
        Answer answer = await Ask(new JsonObject { ["q"] = new JsonArray("Two dogs.", "", Sentence), ["source"] = "en", ["target"] = "de" });
        Assert.Equal([Alone("Two dogs."), "", Alone(Sentence)], answer.Json["translatedText"]!.AsArray().Select(text => (string?)text));
    }

    [Theory]
    [InlineData("   ")]
    [InlineData("\n\n")]
    [InlineData("🙂 🚲")]
    [InlineData("… — !")]
    public async Task What_has_no_words_comes_back_unchanged(string text)
    {
        Answer answer = await Ask(new JsonObject { ["q"] = text, ["source"] = "en", ["target"] = "de" });
        Assert.Equal(text, (string?)answer.Json["translatedText"]);
    }

    [Fact]
    public async Task Sentences_are_translated_one_by_one_and_what_is_between_them_stays()
    {
        Answer answer = await Ask(new JsonObject { ["q"] = $"  Two dogs play.   {Sentence}\r\n\n\tSnow!\n", ["source"] = "en", ["target"] = "de" });
        Assert.Equal($"  {Alone("Two dogs play.")}   {Alone(Sentence)}\r\n\n\t{Alone("Snow!")}\n", (string?)answer.Json["translatedText"]);
    }

    [Fact]
    public async Task Tags_stay_and_text_is_translated()
    {
        const string Html = "<p class=\"x\">Two dogs play.</p><br/><pre><code>do not</code></pre>";
        Answer answer = await Ask(new JsonObject { ["q"] = Html, ["source"] = "en", ["target"] = "de", ["format"] = "html" });
        string translated = (string)answer.Json["translatedText"]!;
        Assert.StartsWith("<p class=\"x\">", translated, StringComparison.Ordinal);
        Assert.Contains("</p><br/><pre><code>", translated, StringComparison.Ordinal);
        Assert.DoesNotContain("Two dogs play", translated, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Alternatives_are_other_translations()
    {
        Answer one = await Ask(new JsonObject { ["q"] = Sentence, ["source"] = "en", ["target"] = "de", ["alternatives"] = 3 });
        string best = (string)one.Json["translatedText"]!;
        string[] others = [.. one.Json["alternatives"]!.AsArray().Select(text => (string)text!)];
        Assert.InRange(others.Length, 1, 3);
        Assert.Equal(others.Distinct().Except([best, ""]), others);
        Answer batch = await Ask(new JsonObject { ["q"] = new JsonArray(Sentence, "Snow"), ["source"] = "en", ["target"] = "de", ["alternatives"] = "3" });
        Assert.Equal(others, batch.Json["alternatives"]![0]!.AsArray().Select(text => (string)text!));
        Assert.Equal(2, batch.Json["alternatives"]!.AsArray().Count);
    }

    [Fact]
    public async Task The_language_is_detected_where_nobody_says_it()
    {
        Answer answer = await Ask(new JsonObject { ["q"] = "The children are reading a book in the park.", ["source"] = "auto", ["target"] = "de" });
        Assert.Equal("en", (string?)answer.Json["detectedLanguage"]!["language"]);
        Assert.Matches("\"confidence\":[0-9]+\\.[0-9]+,\"language\":\"en\"", answer.Body);
        Answer batch = await Ask(new JsonObject { ["q"] = new JsonArray("孩子们在读书。", "两只狗在雪地里玩耍。"), ["source"] = "auto", ["target"] = "en" });
        Assert.Equal(["zh", "zh"], batch.Json["detectedLanguage"]!.AsArray().Select(language => (string?)language!["language"]));
    }

    [Fact]
    public async Task A_text_that_is_in_the_target_language_already_stays()
    {
        const string Chinese = "孩子们在公园里读书。";
        Answer answer = await Ask(new JsonObject { ["q"] = Chinese, ["source"] = "auto", ["target"] = "zh" });
        Assert.Equal(Chinese, (string?)answer.Json["translatedText"]);
    }

    [Theory]
    [InlineData("{}", "Invalid request: missing q parameter")]
    [InlineData("""{"q":"","source":"en","target":"de"}""", "Invalid request: missing q parameter")]
    [InlineData("""{"q":[],"source":"en","target":"de"}""", "Invalid request: missing q parameter")]
    [InlineData("""{"q":"a"}""", "Invalid request: missing source parameter")]
    [InlineData("""{"q":"a","source":"en"}""", "Invalid request: missing target parameter")]
    [InlineData("""{"q":"a","source":"zz","target":"yy","alternatives":"many"}""", "Invalid request: alternatives parameter is not a number")]
    [InlineData("""{"q":"a","source":"zz","target":"yy","format":"x"}""", "zz is not supported")]
    [InlineData("""{"q":"a","source":"en","target":"YY","format":"x"}""", "yy is not supported")]
    [InlineData("""{"q":"a","source":"en","target":"de","format":"x"}""", "x format is not supported")]
    [InlineData("""{"q":"a","source":"en","target":"en","format":"x"}""", "x format is not supported")]
    [InlineData("""{"q":"a","source":"en","target":"en"}""", "English (en) is not available as a target language from English (en)")]
    [InlineData("""{"q":"a","source":"zh","target":"de"}""", "German (de) is not available as a target language from Chinese (zh)")]
    [InlineData("""{"q":"a","source":"en" """, "Invalid JSON format")]
    [InlineData("[]", "Invalid JSON format")]
    [InlineData("", "Invalid JSON format")]
    [InlineData("""{"q":"\ud800","source":"en","target":"de"}""", "Invalid JSON format")]
    public async Task What_is_wrong_is_said_in_one_sentence(string json, string error)
    {
        Answer answer = await shared.Server.Post("/translate", json);
        Assert.Equal((400, $$"""{"error":"{{error}}"}"""), (answer.Status, answer.Body));
    }

    [Fact]
    public async Task Bytes_that_are_no_UTF8_are_refused()
    {
        byte[] body = [.. "{\"q\":\"a"u8, 0xC3, 0x28, .. "\",\"source\":\"en\",\"target\":\"de\"}"u8];
        using var content = new ByteArrayContent(body);
        content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        Answer answer = await shared.Server.Send(new HttpRequestMessage(HttpMethod.Post, "/translate") { Content = content });
        Assert.Equal((400, """{"error":"Invalid JSON format"}"""), (answer.Status, answer.Body));
    }

    [Fact]
    public async Task Limits_are_checked_before_languages()
    {
        await using RunningServer server = await RunningServer.Start(shared.Models.Options with { Requests = new RequestLimits { Characters = 5, Texts = 2, BodyBytes = 400 } });
        Assert.Equal("""{"error":"Invalid request: request (6) exceeds text limit (5)"}""", (await server.Post("/translate", """{"q":"🙂bcdef","source":"zz","target":"de"}""")).Body);
        Assert.Equal("""{"error":"Invalid request: request (3) exceeds text limit (2)"}""", (await server.Post("/translate", """{"q":["a","b","c"],"source":"zz","target":"de"}""")).Body);
        Answer large = await server.Post("/translate", $$"""{"q":"{{new string('a', 500)}}","source":"en","target":"de"}""");
        Assert.Equal((413, """{"error":"Invalid request: the body is too large"}"""), (large.Status, large.Body));
    }

    private Task<Answer> Ask(JsonObject question) => shared.Server.Post("/translate", question);

    private string Alone(string sentence)
    {
        Translator translator = LazyInitializer.EnsureInitialized(ref alone, () => Translator.Load(shared.Models.EnglishGerman));
        return translator.Translate(sentence);
    }
}
