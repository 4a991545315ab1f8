using System.Text.Json.Nodes;
using Heed.Models;
using Heed.Models.Generation;
using Heed.Server.Tests.Support;

namespace Heed.Server.Tests.Inspection;

public sealed class InspectionEndpointsTests(ServedModels models)
{
    private const string Text = "  Two dogs play in the snow.\n\nThe children are reading a book. ";

    [Fact]
    public async Task Models_are_described()
    {
        await using RunningServer server = await RunningServer.Start(models.Options);
        JsonArray all = (await server.Get("/api/models")).Json.AsArray();
        Assert.Equal(["en-de", "zh-en"], all.Select(model => (string?)model!["name"]));
        JsonNode first = all[0]!;
        Assert.Equal(("en", "de", "transformer", "sinusoidal"), ((string?)first["source"], (string?)first["target"], (string?)first["kind"], (string?)first["position"]));
        Assert.Equal((2, 2, 2, 16, 8), ((int)first["encoderLayers"]!, (int)first["decoderLayers"]!, (int)first["heads"]!, (int)first["width"]!, (int)first["headWidth"]!));
    }

    [Fact]
    public async Task A_text_comes_back_sentence_by_sentence_and_nothing_between_them_is_lost()
    {
        await using RunningServer server = await RunningServer.Start(models.Options);
        Answer answer = await server.Post("/api/translate", new JsonObject { ["q"] = Text, ["source"] = "en", ["target"] = "de", ["beam"] = 3, ["nBest"] = 2 });
        Assert.Equal(200, answer.Status);
        JsonArray sentences = answer.Json["sentences"]!.AsArray();
        Assert.Equal(2, sentences.Count);
        Assert.Equal(Text, string.Concat(sentences.Select(sentence => (string?)sentence!["before"] + (string?)sentence["source"])) + (string?)answer.Json["after"]);

        using Translator translator = Translator.Load(models.EnglishGerman);
        IReadOnlyList<Translation> expected = translator.Translate(["Two dogs play in the snow."], new SearchOptions { Beam = 3, Best = 2 }, TestContext.Current.CancellationToken)[0];
        JsonArray hypotheses = sentences[0]!["hypotheses"]!.AsArray();
        Assert.Equal(expected.Select(one => (one.Text, one.LogProbability, one.Score)), hypotheses.Select(one => ((string)one!["text"]!, (float)one["logProbability"]!, (float)one["score"]!)));
        JsonArray tokens = hypotheses[0]!["tokens"]!.AsArray();
        Assert.Equal(expected[0].Tokens, tokens.Select(token => (int)token!["id"]!));
        Assert.Equal(expected[0].LogProbabilities.Take(tokens.Count), tokens.Select(token => (float)token!["logProbability"]!));
        Assert.Equal(expected[0].Text, string.Concat(tokens.Select(token => (string)token!["text"]!)));
    }

    [Fact]
    public async Task A_chosen_word_stays_and_the_rest_follows_it()
    {
        await using RunningServer server = await RunningServer.Start(models.Options);
        var question = new JsonObject { ["sentence"] = "Two dogs play.", ["source"] = "en", ["target"] = "de", ["prefix"] = new JsonArray(), ["count"] = 4 };
        JsonArray alternatives = (await server.Post("/api/alternatives", question)).Json["alternatives"]!.AsArray();
        Assert.Equal(4, alternatives.Count);
        float[] probabilities = [.. alternatives.Select(one => (float)one!["probability"]!)];
        Assert.Equal(probabilities.OrderDescending(), probabilities);
        Assert.InRange(probabilities.Sum(), 0, 1);

        int chosen = alternatives.Select(one => (int)one!["id"]!).Last(id => id > 3);
        var request = new JsonObject { ["q"] = "Three women. Two dogs play.", ["source"] = "en", ["target"] = "de", ["prefix"] = new JsonArray(new JsonArray(), new JsonArray(chosen)) };
        JsonArray sentences = (await server.Post("/api/translate", request)).Json["sentences"]!.AsArray();
        Assert.Equal(chosen, (int)sentences[1]!["hypotheses"]![0]!["tokens"]![0]!["id"]!);
    }

    [Fact]
    public async Task A_trace_has_the_models_numbers_and_heads_can_be_off()
    {
        await using RunningServer server = await RunningServer.Start(models.Options);
        var request = new JsonObject { ["sentence"] = "Two dogs play.", ["source"] = "en", ["target"] = "de", ["beam"] = 2 };
        JsonNode whole = (await server.Post("/api/trace", request)).Json;
        Assert.Equal("en", (string?)whole["model"]!["source"]);
        Assert.NotEmpty(whole["decoding"]!["nodes"]!.AsArray());
        float total = Sum(whole);

        request["targetIds"] = new JsonArray([.. whole["target"]!["pieces"]!.AsArray().Select(piece => piece!["id"]!.DeepClone())]);
        JsonNode same = (await server.Post("/api/trace", request)).Json;
        Assert.Equal(total, Sum(same));
        Assert.Null(same["decoding"]);

        request["off"] = new JsonArray(new JsonObject { ["part"] = "cross", ["layer"] = 1, ["head"] = 0 });
        request["effects"] = true;
        JsonNode without = (await server.Post("/api/trace", request)).Json;
        Assert.NotEqual(total, Sum(without));
        Assert.Equal("cross", (string?)without["off"]![0]!["part"]);
        Assert.Equal(2, without["effects"]!["encoder"]!.AsArray().Count);
    }

    [Fact]
    public async Task Positions_come_for_every_kind()
    {
        await using RunningServer server = await RunningServer.Start(models.Options);
        JsonArray kinds = (await server.Get("/api/positions?length=8&width=4")).Json.AsArray();
        Assert.Contains("rotary", kinds.Select(kind => (string?)kind!["kind"]));
        Assert.Equal(8, kinds[0]!["table"]!.AsArray().Count);
        Assert.Equal(400, (await server.Get("/api/positions?length=8&width=3")).Status);
        Assert.Equal("length is 'long', but must be a whole number.", (string?)(await server.Get("/api/positions?length=long")).Json["error"]);
    }

    [Theory]
    [InlineData("/api/translate", """{"q": "a", "source": "en", "target": "fr"}""", 404, "No model translates en to fr; there are en-de, zh-en.")]
    [InlineData("/api/translate", """{"q": "a", "source": "en", "target": "de", "beam": 100}""", 400, "beam is 100, but must be 1 to 32.")]
    [InlineData("/api/translate", """{"q": "a", "source": "en", "target": "de", "beam": 2, "nBest": 3}""", 400, "nBest is 3, but must be 1 to the beam, which is 2.")]
    [InlineData("/api/translate", """{"q": "a", "source": "en", "target": "de", "prefix": [[99999]]}""", 400, "A translation cannot begin with the id 99999")]
    [InlineData("/api/translate", """{"q": 5}""", 400, "The body is not the JSON that it should be at 'q'")]
    [InlineData("/api/translate", "{", 400, "The body is not the JSON that it should be")]
    [InlineData("/api/translate", "null", 400, "The body must be a JSON object, not null.")]
    [InlineData("/api/trace", """{"sentence": " ", "source": "en", "target": "de"}""", 400, "There is nothing to inspect: the sentence is empty.")]
    [InlineData("/api/trace", """{"sentence": "a", "source": "en", "target": "de", "off": [{"part": "encoder", "layer": 9, "head": 0}]}""", 400, "There is no head 0 in layer 9 of encoder")]
    [InlineData("/api/trace", """{"sentence": "a", "source": "en", "target": "de", "off": [{"part": "sideways", "layer": 9, "head": 0}]}""", 400, "The body is not the JSON that it should be at 'off[0].part'")]
    [InlineData("/api/alternatives", """{"sentence": "", "source": "en", "target": "de", "prefix": []}""", 400, "There is nothing to translate: the sentence is empty.")]
    public async Task What_cannot_be_answered_is_said_in_a_sentence(string path, string body, int status, string message)
    {
        await using RunningServer server = await RunningServer.Start(models.Options);
        Answer answer = await server.Post(path, body);
        Assert.Equal(status, answer.Status);
        Assert.StartsWith(message, (string?)answer.Json["error"], StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_text_that_is_too_long_or_empty_is_answered()
    {
        await using RunningServer server = await RunningServer.Start(models.Options with { Requests = new RequestLimits { Characters = 10 } });
        Assert.Equal(413, (await server.Post("/api/translate", """{"q": "12345678901", "source": "en", "target": "de"}""")).Status);
        Answer empty = await server.Post("/api/translate", """{"q": " \n ", "source": "auto", "target": "de"}""");
        Assert.Equal((200, " \n ", 0), (empty.Status, (string?)empty.Json["after"], empty.Json["sentences"]!.AsArray().Count));
        Assert.Equal("en", (string?)empty.Json["detectedLanguage"]!["language"]);
    }

    private static float Sum(JsonNode trace) => trace["target"]!["logProbabilities"]!.AsArray().Sum(number => (float)number!);
}
