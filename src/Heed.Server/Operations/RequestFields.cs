using System.Text.Json;
using Microsoft.AspNetCore.Http;

namespace Heed.Server.Operations;

/// <summary>The parameters of a request, from a JSON body, a form, or the query string.</summary>
internal sealed class RequestFields
{
    private const string BadJson = "Invalid JSON format";
    private static readonly object Key = new();
    private readonly JsonElement? json;
    private readonly IFormCollection? form;
    private readonly IQueryCollection query;

    private RequestFields(JsonElement? json, IFormCollection? form, IQueryCollection query) => (this.json, this.form, this.query) = (json, form, query);

    /// <summary>Whether they came as JSON, in which a text's line breaks are the client's own.</summary>
    public bool IsJson => json is not null;

    /// <summary>The files of a multipart form.</summary>
    public IFormFileCollection? Files => form?.Files;

    /// <summary>Reads the body, once a request.</summary>
    /// <exception cref="ApiException">It is not what it says it is.</exception>
    public static async ValueTask<RequestFields> ReadAsync(HttpContext context)
    {
        if (context.Items.TryGetValue(Key, out object? known))
        {
            return (RequestFields)known!;
        }

        HttpRequest request = context.Request;
        RequestFields fields = request.HasJsonContentType() ? new(await ReadJson(context).ConfigureAwait(false), null, request.Query)
            : request.HasFormContentType ? new(null, await ReadForm(context).ConfigureAwait(false), request.Query)
            : new(null, null, request.Query);
        context.Items[Key] = fields;
        return fields;
    }

    /// <summary>A parameter's text; null where it is missing or empty.</summary>
    /// <exception cref="ApiException">It is something else than a text or a number.</exception>
    public string? Text(string name)
    {
        if (json is not { } body)
        {
            string? value = form?[name].FirstOrDefault() ?? query[name].FirstOrDefault();
            return string.IsNullOrEmpty(value) ? null : value;
        }

        return Element(name) is not { } element ? null : element.ValueKind switch
        {
            JsonValueKind.String => Decode(element) is { Length: > 0 } text ? text : null,
            JsonValueKind.Number => element.GetRawText(),
            _ => throw new ApiException(400, $"Invalid request: {name} must be a string"),
        };
    }

    /// <summary>A JSON parameter that may be anything; null where it is missing or null.</summary>
    public JsonElement? Element(string name) =>
        json is { } body && body.TryGetProperty(name, out JsonElement element) && element.ValueKind != JsonValueKind.Null ? element : null;

    /// <summary>A JSON string's text.</summary>
    /// <exception cref="ApiException">It is no text: half of a surrogate pair, or bytes that are no UTF-8.</exception>
    public static string Decode(JsonElement element)
    {
        try
        {
            return element.GetString()!;
        }
        catch (InvalidOperationException exception)
        {
            throw new ApiException(BadJson, exception);
        }
    }

    private static async Task<JsonElement> ReadJson(HttpContext context)
    {
        try
        {
            using JsonDocument document = await JsonDocument.ParseAsync(context.Request.Body, cancellationToken: context.RequestAborted).ConfigureAwait(false);
            return document.RootElement.ValueKind == JsonValueKind.Object ? document.RootElement.Clone() : throw new ApiException(400, BadJson);
        }
        catch (JsonException exception)
        {
            throw new ApiException(BadJson, exception);
        }
    }

    private static async Task<IFormCollection> ReadForm(HttpContext context)
    {
        try
        {
            return await context.Request.ReadFormAsync(context.RequestAborted).ConfigureAwait(false);
        }
        catch (InvalidDataException exception)
        {
            throw new ApiException("Invalid request: the form cannot be read", exception);
        }
    }
}
