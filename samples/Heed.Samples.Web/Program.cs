// dotnet run --project samples/Heed.Samples.Web -- --model models/quickstart
// curl -d 'March 3, 2024' http://localhost:5000/
using Heed.Server.Hosting;

WebApplicationBuilder builder = WebApplication.CreateBuilder(args);
builder.Services.AddHeedTranslator(builder.Configuration["model"] ?? "models/quickstart");
WebApplication app = builder.Build();
app.MapPost("/", async (HttpRequest request, TextTranslator translator, CancellationToken cancellation) =>
{
    using var body = new StreamReader(request.Body);
    return await translator.TranslateAsync(await body.ReadToEndAsync(cancellation), cancellation);
});
app.Run();
