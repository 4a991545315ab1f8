using System.Text.Json.Nodes;
using Heed.Models;
using Heed.Models.Generation;
using Heed.Models.Generation.Sampling;
using Heed.Server.Tests.Support;

namespace Heed.Server.Tests.Completions;

public sealed class CompletionTests(SharedServer shared)
{
    private const string Prompt = "man rides the";

    [Fact]
    public async Task Models_are_listed()
    {
        JsonNode list = (await shared.Server.Get("/v1/models")).Json;
        Assert.Equal(("list", "stories", "model"), ((string?)list["object"], (string?)list["data"]![0]!["id"], (string?)list["data"]![0]!["object"]));
    }

    [Fact]
    public async Task A_text_is_what_the_model_alone_writes()
    {
        Answer answer = await Ask(new JsonObject { ["seed"] = 7, ["max_tokens"] = 12 });
        Assert.Equal(200, answer.Status);
        Assert.Equal(["id", "object", "created", "model", "choices", "usage"], answer.Json.AsObject().Select(field => field.Key));
        Assert.StartsWith("cmpl-", (string?)answer.Json["id"], StringComparison.Ordinal);
        Assert.Equal("text_completion", (string?)answer.Json["object"]);
        JsonNode choice = answer.Json["choices"]![0]!;
        Assert.Equal(["text", "index", "logprobs", "finish_reason"], choice.AsObject().Select(field => field.Key));
        Assert.Equal(Alone(7, 12), (string?)choice["text"]);
        int prompt = (int)answer.Json["usage"]!["prompt_tokens"]!;
        int written = (int)answer.Json["usage"]!["completion_tokens"]!;
        Assert.Equal(prompt + written, (int)answer.Json["usage"]!["total_tokens"]!);
        Assert.Equal(written == 12 ? "length" : "stop", (string?)choice["finish_reason"]);
    }

    [Fact]
    public async Task More_texts_than_grow_at_once_are_all_right()
    {
        Task<Answer>[] asked = [.. Enumerable.Range(0, 24).Select(seed => Ask(new JsonObject { ["seed"] = seed, ["max_tokens"] = 5 + seed }))];
        for (int seed = 0; seed < asked.Length; seed++)
        {
            Assert.Equal(Alone((ulong)seed, 5 + seed), (string?)(await asked[seed]).Json["choices"]![0]!["text"]);
        }
    }

    [Fact]
    public async Task A_stream_says_the_same_piece_by_piece()
    {
        JsonObject question = new() { ["seed"] = 7, ["max_tokens"] = 12, ["n"] = 2, ["logprobs"] = 2 };
        Answer whole = await Ask(question);
        question["stream"] = true;
        question["stream_options"] = new JsonObject { ["include_usage"] = true };
        Answer stream = await Ask(question);
        Assert.Equal("text/event-stream; charset=utf-8", stream.Header("Content-Type"));
        string[] events = stream.Body.Split("\n\n", StringSplitOptions.RemoveEmptyEntries);
        Assert.All(events, line => Assert.StartsWith("data: ", line, StringComparison.Ordinal));
        Assert.Equal("data: [DONE]", events[^1]);
        JsonNode[] parts = [.. events[..^1].Select(line => JsonNode.Parse(line["data: ".Length..])!)];
        Assert.Equal(whole.Json["usage"]!.ToJsonString(), parts[^1]["usage"]!.ToJsonString());
        Assert.Empty(parts[^1]["choices"]!.AsArray());
        Assert.True(parts.Length > 8, "A stream has many parts.");
        for (int index = 0; index < 2; index++)
        {
            JsonNode[] pieces = [.. parts.SelectMany(part => part["choices"]!.AsArray()).Where(choice => (int)choice!["index"]! == index).Select(choice => choice!)];
            JsonNode one = whole.Json["choices"]![index]!;
            Assert.Equal((string?)one["text"], string.Concat(pieces.Select(piece => (string?)piece["text"])));
            Assert.Equal((string?)one["finish_reason"], (string?)pieces[^1]["finish_reason"]);
            Assert.All(pieces[..^1], piece => Assert.Null(piece["finish_reason"]));
            Assert.Equal(
                one["logprobs"]!["tokens"]!.AsArray().Select(token => (string?)token),
                pieces.SelectMany(piece => piece["logprobs"]!["tokens"]!.AsArray()).Select(token => (string?)token));
        }
    }

    [Fact]
    public async Task Several_prompts_and_texts_come_in_order()
    {
        Answer answer = await Ask(new JsonObject { ["prompt"] = new JsonArray(Prompt, "Two dogs"), ["n"] = 2, ["seed"] = 3, ["max_tokens"] = 8 });
        JsonNode[] choices = [.. answer.Json["choices"]!.AsArray().Select(choice => choice!)];
        Assert.Equal([0, 1, 2, 3], choices.Select(choice => (int)choice["index"]!));
        Assert.Equal([Alone(3, 8), Alone(4, 8)], choices[..2].Select(choice => (string?)choice["text"]));
        Assert.Equal(Alone(4, 8, "Two dogs"), (string?)choices[3]["text"]);
    }

    [Fact]
    public async Task A_stop_ends_the_text_before_it()
    {
        string free = Alone(7, 40);
        string stop = free[5..8];
        int end = free.IndexOf(stop, StringComparison.Ordinal);
        Answer answer = await Ask(new JsonObject { ["seed"] = 7, ["max_tokens"] = 40, ["stop"] = new JsonArray("never written", stop), ["logprobs"] = 0 });
        JsonNode choice = answer.Json["choices"]![0]!;
        Assert.Equal((free[..end], "stop"), ((string?)choice["text"], (string?)choice["finish_reason"]));
        Assert.All(choice["logprobs"]!["text_offset"]!.AsArray(), offset => Assert.InRange((int)offset!, 0, end - 1));
    }

    [Fact]
    public async Task Log_probabilities_stand_beside_the_tokens_and_an_echo_has_those_of_the_prompt()
    {
        Answer answer = await Ask(new JsonObject { ["temperature"] = 0, ["max_tokens"] = 6, ["logprobs"] = 3, ["echo"] = true });
        JsonNode choice = answer.Json["choices"]![0]!;
        string text = (string)choice["text"]!;
        Assert.StartsWith(Prompt, text, StringComparison.Ordinal);
        string[] tokens = [.. choice["logprobs"]!["tokens"]!.AsArray().Select(token => (string)token!)];
        float?[] scores = [.. choice["logprobs"]!["token_logprobs"]!.AsArray().Select(score => (float?)score)];
        JsonNode?[] likely = [.. choice["logprobs"]!["top_logprobs"]!.AsArray()];
        Assert.Equal(text, string.Concat(tokens));
        Assert.Equal((tokens.Length, tokens.Length), (scores.Length, likely.Length));
        Assert.All(scores[1..], score => Assert.InRange(score!.Value, float.MinValue, 0));
        Assert.All(likely[1..], candidates => Assert.InRange(candidates!.AsObject().Count, 3, 4));
        Assert.Equal(scores[^1], likely[^1]!.AsObject().Max(candidate => (float)candidate.Value!)); // greedy
        Answer scored = await Ask(new JsonObject { ["prompt"] = text, ["max_tokens"] = 0, ["logprobs"] = 0, ["echo"] = true });
        JsonNode again = scored.Json["choices"]![0]!;
        Assert.Equal((text, "length"), ((string?)again["text"], (string?)again["finish_reason"]));
    }

    [Theory]
    [InlineData("{}", 400, "model", "you must provide a model parameter")]
    [InlineData("""{"model":"gpt"}""", 404, "model", "The model 'gpt' does not exist; /v1/models lists those that do")]
    [InlineData("""{"model":"stories","prompt":[1,2]}""", 400, "prompt", "prompt must be a string or an array of strings")]
    [InlineData("""{"model":"stories","temperature":3}""", 400, "temperature", "temperature must be a number from 0 to 2")]
    [InlineData("""{"model":"stories","max_tokens":"many"}""", 400, "max_tokens", "max_tokens must be a whole number from 0 to 1048576")]
    [InlineData("""{"model":"stories","stop":["a","b","c","d","e"]}""", 400, "stop", "stop must be a string or an array of up to 4 strings")]
    [InlineData("""{"model":"stories","logprobs":6}""", 400, "logprobs", "logprobs must be a whole number from 0 to 5")]
    [InlineData("""{"model":"stories","best_of":3}""", 400, "best_of", "best_of is not supported by this server")]
    [InlineData("""{"model":"stories","n":0}""", 400, "n", "n must be a whole number from 1 to 128")]
    [InlineData("{", 400, null, "Invalid JSON format")]
    public async Task What_is_wrong_is_said_in_the_form_of_the_interface(string json, int status, string? parameter, string message)
    {
        Answer answer = await shared.Server.Post("/v1/completions", json);
        Assert.Equal(status, answer.Status);
        JsonNode error = answer.Json["error"]!;
        Assert.Equal(["message", "type", "param", "code"], error.AsObject().Select(field => field.Key));
        Assert.Equal((message, "invalid_request_error", parameter), ((string?)error["message"], (string?)error["type"], (string?)error["param"]));
    }

    [Fact]
    public async Task A_key_goes_into_the_header()
    {
        await using RunningServer server = await RunningServer.Start(shared.Models.Options with { ApiKeys = ["secret"] });
        Answer answer = await server.Post("/v1/completions", """{"model":"stories"}""");
        Assert.Equal((401, "authentication_error"), (answer.Status, (string?)answer.Json["error"]!["type"]));
    }

    private Task<Answer> Ask(JsonObject question)
    {
        var full = (JsonObject)question.DeepClone();
        full["model"] = "stories";
        full["prompt"] ??= Prompt;
        return shared.Server.Post("/v1/completions", full);
    }

    private string Alone(ulong seed, int tokens, string prompt = Prompt)
    {
        using var generator = TextGenerator.Load(shared.Models.Stories);
        return generator.Generate(prompt, new GenerationOptions { MaximumTokens = tokens, Sampling = new SamplingOptions { Seed = seed } });
    }
}
