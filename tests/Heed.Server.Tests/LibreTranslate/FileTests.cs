using Heed.Server.Tests.Support;

namespace Heed.Server.Tests.LibreTranslate;

public sealed class FileTests(SharedServer shared)
{
    [Fact]
    public async Task A_file_is_translated_and_fetched()
    {
        Answer answer = await Send("notes of today.txt", "Two dogs play.\r\n\r\nSnow\n"u8.ToArray());
        Uri address = new((string)answer.Json["translatedFileUrl"]!);
        Assert.Equal(shared.Server.Client.BaseAddress!.Authority, address.Authority);
        Answer file = await shared.Server.Get(address.PathAndQuery);
        Assert.Equal("attachment; filename=notesoftoday_de.txt; filename*=UTF-8''notesoftoday_de.txt", file.Header("Content-Disposition"));
        Assert.EndsWith("\n", file.Body, StringComparison.Ordinal);
        Assert.Contains("\r\n\r\n", file.Body, StringComparison.Ordinal);
        Assert.DoesNotContain("dogs", file.Body, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("a.pdf", "Invalid request: file format not supported")]
    [InlineData("a.txt", "Invalid request: the file is not text in UTF-8")]
    public async Task Other_files_are_refused(string name, string error)
    {
        Answer answer = await Send(name, [0x61, 0xFF, 0xFE]);
        Assert.Equal((400, error), (answer.Status, (string?)answer.Json["error"]));
    }

    [Fact]
    public async Task A_file_that_was_never_there_is_not_found() => Assert.Equal(404, (await shared.Server.Get("/download_file/x.txt")).Status);

    [Fact]
    public async Task A_file_must_be_there()
    {
        using var form = new MultipartFormDataContent { { new StringContent("en"), "source" }, { new StringContent("de"), "target" } };
        Answer answer = await shared.Server.Send(new HttpRequestMessage(HttpMethod.Post, "/translate_file") { Content = form });
        Assert.Equal((400, """{"error":"Invalid request: missing file parameter"}"""), (answer.Status, answer.Body));
    }

    private async Task<Answer> Send(string name, byte[] content)
    {
        using var form = new MultipartFormDataContent { { new ByteArrayContent(content), "file", name }, { new StringContent("en"), "source" }, { new StringContent("de"), "target" } };
        return await shared.Server.Send(new HttpRequestMessage(HttpMethod.Post, "/translate_file") { Content = form });
    }
}
