using Heed.Models.Checkpoints;
using Heed.Models.Tests.Support;
using Heed.Tensors;
using Heed.Text;

namespace Heed.Models.Tests.Checkpoints;

public sealed class ParameterFileTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void A_store_comes_back_bit_for_bit()
    {
        using ParameterStore saved = SampleStore.Create(1);
        ParameterFile.Save(folder.File("w"), saved);
        using ParameterStore loaded = SampleStore.Create(2);
        Assert.NotEqual(SampleStore.Copy(saved), SampleStore.Copy(loaded));

        ParameterFile.Load(folder.File("w"), loaded);
        Assert.Equal(SampleStore.Copy(saved), SampleStore.Copy(loaded));
        Assert.Equal(["w"], Directory.GetFiles(folder.Path).Select(Path.GetFileName));
    }

    [Fact]
    public void Blocks_go_to_one_file_and_come_back()
    {
        using ParameterStore store = SampleStore.Create(1);
        using var first = new ParameterBlock(store, "first_moment");
        using var second = new ParameterBlock(store, "second_moment");
        store.AllValues.CopyTo(first.Values);
        second.Of(store.Find("layer.bias")!)[6] = 2;
        ParameterFile.Save(folder.File("o"), store, ParameterSection.Of(first), ParameterSection.Of(second));
        using (var reader = new SafetensorsReader(folder.File("o")))
        {
            Assert.Equal(6, reader.Entries.Count);
            Assert.NotNull(reader.Find("second_moment.layer.bias"));
        }

        float[] firstSaved = first.Values.ToArray();
        float[] secondSaved = second.Values.ToArray();
        first.Values.Clear();
        second.Values.Clear();
        ParameterFile.Load(folder.File("o"), store, ParameterSection.Of(first), ParameterSection.Of(second));
        Assert.Equal(firstSaved, first.Values.ToArray());
        Assert.Equal(secondSaved, second.Values.ToArray());
    }

    [Fact]
    public void Another_model_s_weights_are_refused_and_change_nothing()
    {
        using ParameterStore saved = SampleStore.Create(1);
        ParameterFile.Save(folder.File("w"), saved);

        AssertRefused("lacks the tensor extra of shape (2)", ("embed.weight", new Shape(5, 3)), ("layer.bias", new Shape(7)), ("layer.weight", new Shape(2, 3, 4)), ("extra", new Shape(2)));
        AssertRefused("has a tensor layer.weight of shape (2, 3, 4) that the model does not know", ("embed.weight", new Shape(5, 3)), ("layer.bias", new Shape(7)));
        AssertRefused("the tensor embed.weight has shape (5, 3), but the configuration asks for (3, 5)", ("embed.weight", new Shape(3, 5)), ("layer.bias", new Shape(7)), ("layer.weight", new Shape(2, 3, 4)));
        AssertRefused("has shape (2, 3, 4), but the configuration asks for (24)", ("embed.weight", new Shape(5, 3)), ("layer.bias", new Shape(7)), ("layer.weight", new Shape(24)));
    }

    [Fact]
    public void An_exception_while_writing_leaves_the_old_file()
    {
        using ParameterStore store = SampleStore.Create(1);
        ParameterFile.Save(folder.File("w"), store);
        byte[] before = File.ReadAllBytes(folder.File("w"));

        int calls = 0;
        var failing = new ParameterSection(null, parameter => ++calls == 2 ? throw new IOException("No space left on device.") : parameter.Values);
        UserException exception = Assert.Throws<UserException>(() => ParameterFile.Save(folder.File("w"), store, failing));

        Assert.Contains("No space left on device", exception.Message, StringComparison.Ordinal);
        Assert.Equal(before, File.ReadAllBytes(folder.File("w")));
        Assert.Single(Directory.GetFiles(folder.Path));
    }

    private void AssertRefused(string expected, params (string Name, Shape Shape)[] parameters)
    {
        using ParameterStore store = SampleStore.Create(3, parameters);
        float[] before = SampleStore.Copy(store);
        UserException exception = Assert.Throws<UserException>(() => ParameterFile.Load(folder.File("w"), store));
        Assert.Contains(expected, exception.Message, StringComparison.Ordinal);
        Assert.Equal(before, SampleStore.Copy(store));
    }
}
