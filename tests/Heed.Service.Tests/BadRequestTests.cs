using System.Net.Sockets;
using System.Text;

namespace Heed.Service.Tests;

/// <summary>What no client should send: each is answered at once, and the next client does not notice.</summary>
public sealed class BadRequestTests(Support.Service service)
{
    [Theory]
    [InlineData("{")]
    [InlineData("")]
    [InlineData("null")]
    [InlineData("[]")]
    [InlineData("\"text\"")]
    [InlineData("{\"q\": \"a\", \"source\": \"en\", \"target\": \"de\"")]
    [InlineData("{\"q\": \"a\"} trailing")]
    [InlineData("{\"q\": {\"no\": \"text\"}, \"source\": \"en\", \"target\": \"de\"}")]
    [InlineData("{\"q\": [1, 2], \"source\": \"en\", \"target\": \"de\"}")]
    [InlineData("{\"q\": \"a\", \"source\": 7, \"target\": \"de\"}")]
    public async Task Malformed_json_is_a_400_with_an_error(string body)
    {
        (int status, string? error) = await Support.Service.Post(service.Client, body);
        Assert.Equal(400, status);
        Assert.False(string.IsNullOrWhiteSpace(error));
        await IsUnharmed();
    }

    [Fact]
    public async Task Json_nested_a_hundred_thousand_deep_is_a_400()
    {
        (int status, _) = await Support.Service.Post(service.Client, string.Concat(Enumerable.Repeat("[", 100_000)));
        Assert.Equal(400, status);
        await IsUnharmed();
    }

    [Fact]
    public async Task Invalid_utf8_is_a_400_or_replaced_and_never_a_500()
    {
        byte[] body = [.. "{\"q\": \"a "u8, 0xFF, 0xC3, 0x28, .. "\", \"source\": \"en\", \"target\": \"de\"}"u8];
        (int status, _) = await Support.Service.Post(service.Client, body);
        Assert.Equal(400, status);
        (int form, _) = await Support.Service.Post(service.Client, Encoding.ASCII.GetBytes("q=%FF%C3%28&source=en&target=de"), "application/x-www-form-urlencoded");
        Assert.InRange(form, 200, 400);
        (int half, _) = await Support.Service.Post(service.Client, """{"q": "half a pair: \ud83d.", "source": "en", "target": "de"}""");
        Assert.InRange(half, 200, 400);
        await IsUnharmed();
    }

    [Fact]
    public async Task A_huge_body_is_refused_before_it_is_read()
    {
        byte[] body = new byte[64 << 20];
        body.AsSpan().Fill((byte)'a');
        try
        {
            (int status, string? error) = await Support.Service.Post(service.Client, body);
            Assert.Equal(413, status);
            Assert.False(string.IsNullOrWhiteSpace(error));
        }
        catch (HttpRequestException)
        {
            // The server may close the connection while the client still sends.
        }

        await IsUnharmed();
    }

    [Theory]
    [InlineData("POST /translate HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: 100\r\n\r\n{\"q\": ")]
    [InlineData("POST /translate HTTP/1.1\r\nHost: x\r\nContent-Le")]
    [InlineData("POST /translate HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n")]
    [InlineData("\0\u0001\u0002 garbage\r\n\r\n")]
    [InlineData("")]
    public async Task Senders_that_stop_in_the_middle_hold_nobody_up(string beginning)
    {
        var silent = new List<TcpClient>();
        try
        {
            for (int index = 0; index < 20; index++)
            {
                var connection = new TcpClient();
                await connection.ConnectAsync(service.Server.Address.Host, service.Server.Address.Port, TestContext.Current.CancellationToken);
                await connection.GetStream().WriteAsync(Encoding.Latin1.GetBytes(beginning), TestContext.Current.CancellationToken);
                silent.Add(connection);
            }

            await IsUnharmed();
        }
        finally
        {
            silent.ForEach(connection => connection.Dispose());
        }

        await IsUnharmed();
    }

    [Fact]
    public async Task A_body_that_arrives_byte_by_byte_is_translated_like_any_other()
    {
        byte[] body = Encoding.UTF8.GetBytes("{\"q\":\"Two dogs.\",\"source\":\"en\",\"target\":\"de\"}");
        using var connection = new TcpClient { NoDelay = true };
        await connection.ConnectAsync(service.Server.Address.Host, service.Server.Address.Port, TestContext.Current.CancellationToken);
        NetworkStream stream = connection.GetStream();
        await stream.WriteAsync(Encoding.ASCII.GetBytes($"POST /translate HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: {body.Length}\r\nConnection: close\r\n\r\n"), TestContext.Current.CancellationToken);
        foreach (byte one in body)
        {
            await stream.WriteAsync(new byte[] { one }, TestContext.Current.CancellationToken);
            await Task.Delay(2, TestContext.Current.CancellationToken);
        }

        string answer = await new StreamReader(stream).ReadToEndAsync(TestContext.Current.CancellationToken);
        Assert.StartsWith("HTTP/1.1 200", answer, StringComparison.Ordinal);
        Assert.Contains("translatedText", answer, StringComparison.Ordinal);
    }

    private async Task IsUnharmed() => Assert.NotEmpty(await Support.Service.Translate(service.Client, "The children are reading a book."));
}
