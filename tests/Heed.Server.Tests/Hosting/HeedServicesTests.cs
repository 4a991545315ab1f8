using Heed.Models;
using Heed.Server.Hosting;
using Heed.Server.Tests.Support;
using Microsoft.Extensions.DependencyInjection;

namespace Heed.Server.Tests.Hosting;

public sealed class HeedServicesTests(SharedServer shared)
{
    [Fact]
    public async Task An_application_translates_whole_texts()
    {
        using ServiceProvider services = new ServiceCollection().AddHeedTranslator(shared.Models.EnglishGerman).BuildServiceProvider();
        TextTranslator translator = services.GetRequiredService<TextTranslator>();
        using var alone = Translator.Load(shared.Models.EnglishGerman);
        string[] expected = [alone.Translate("Two dogs play."), alone.Translate("The children are reading.")];
        Assert.Equal($"{expected[0]}\n\n{expected[1]}", await translator.TranslateAsync("Two dogs play.\n\nThe children are reading.", TestContext.Current.CancellationToken));
        Assert.Equal($"<p>{expected[0]}</p>", await translator.TranslateHtmlAsync("<p>Two dogs play.</p>", TestContext.Current.CancellationToken));
    }
}
