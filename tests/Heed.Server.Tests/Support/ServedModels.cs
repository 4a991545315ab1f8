using Heed.Server.Tests.Support;

[assembly: AssemblyFixture(typeof(ServedModels))]

namespace Heed.Server.Tests.Support;

/// <summary>Two translators and a language model on disk, for all tests.</summary>
public sealed class ServedModels : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public ServedModels()
    {
        EnglishGerman = TinyModels.Translator(folder.File("en-de"));
        ChineseEnglish = TinyModels.Translator(folder.File("zh-en"), "zh", "en", seed: 8);
        Stories = TinyModels.LanguageModel(folder.File("stories"));
    }

    public string EnglishGerman { get; }

    public string ChineseEnglish { get; }

    public string Stories { get; }

    public ServerOptions Options => new() { Models = [new ModelSource(EnglishGerman), new ModelSource(ChineseEnglish), new ModelSource(Stories)] };

    public void Dispose() => folder.Dispose();
}
