using Heed.Models.Generation;
using Heed.Models.Import;
using Heed.Models.Tests.Support;
using Heed.Text;

namespace Heed.Models.Tests.Import;

public sealed class ModelImportTests : IDisposable
{
    private const int Width = 4;
    private const int Hidden = 6;
    private const int Vocabulary = 260;
    private const int Length = 8;
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void A_checkpoint_of_llama2_c_becomes_a_folder_that_writes()
    {
        WriteTokenizer(Vocabulary);
        ModelImport.Run(WriteModel(), PathOf("tokenizer.bin"), PathOf("model"));
        using TextGenerator generator = TextGenerator.Load(PathOf("model"));
        Assert.Equal([1, 259, 3 + 'b'], generator.Encode("b")); // start, the space in front, the byte
        Assert.Equal(8, generator.Tokens([1], new GenerationOptions { MaximumTokens = 8, IgnoreEnd = true }).Count());
    }

    [Fact]
    public void A_tokenizer_of_another_size_is_refused()
    {
        WriteTokenizer(Vocabulary + 1);
        Assert.Contains("do not belong together", Assert.Throws<UserException>(() => ModelImport.Run(WriteModel(), PathOf("tokenizer.bin"), PathOf("model"))).Message);
        Assert.False(Directory.Exists(PathOf("model")));
    }

    [Fact]
    public void A_tokenizer_that_breaks_off_is_named()
    {
        WriteTokenizer(Vocabulary);
        File.WriteAllBytes(PathOf("tokenizer.bin"), File.ReadAllBytes(PathOf("tokenizer.bin"))[..^1]);
        Assert.Contains("breaks off in piece 259", Assert.Throws<UserException>(() => ModelImport.Run(WriteModel(), PathOf("tokenizer.bin"), PathOf("model"))).Message);
    }

    [Fact]
    public void What_is_no_model_is_named()
    {
        string path = WriteModel();
        File.WriteAllBytes(path, File.ReadAllBytes(path)[..^4]);
        Assert.Contains("is not a model that Heed knows", Assert.Throws<UserException>(() => ModelImport.Run(path, null, PathOf("model"))).Message);
        Assert.Contains("There is no file", Assert.Throws<UserException>(() => ModelImport.Run(PathOf("no.bin"), null, PathOf("model"))).Message);
    }

    private string PathOf(string name) => Path.Combine(folder.Path, name);

    /// <summary>One layer, two heads that share keys, output tied to the embedding; all weights 0.1 but the norms, which are 1.</summary>
    private string WriteModel()
    {
        string path = PathOf("model.bin");
        using var writer = new BinaryWriter(File.Create(path));
        foreach (int number in (int[])[Width, Hidden, 1, 2, 1, Vocabulary, Length])
        {
            writer.Write(number);
        }

        int matrices = (2 * Width * Width) + (2 * (Width / 2) * Width) + (3 * Hidden * Width);
        int count = (Vocabulary * Width) + (2 * Width) + matrices + Width + (Length * (Width / 2));
        for (int index = 0; index < count; index++)
        {
            writer.Write(index % 7 == 0 ? -0.2f : 0.1f);
        }

        return path;
    }

    private void WriteTokenizer(int pieces)
    {
        using var writer = new BinaryWriter(File.Create(PathOf("tokenizer.bin")));
        writer.Write(7);
        for (int id = 0; id < pieces; id++)
        {
            string text = id switch { 0 => "<unk>", 1 => "\n<s>\n", 2 => "\n</s>\n", < 259 => $"<0x{id - 3:X2}>", 259 => " ", _ => "x" };
            writer.Write(0f);
            writer.Write(text.Length);
            writer.Write(System.Text.Encoding.ASCII.GetBytes(text));
        }
    }
}
