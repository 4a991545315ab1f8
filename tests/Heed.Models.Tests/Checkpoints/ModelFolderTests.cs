using Heed.Models.Checkpoints;
using Heed.Models.Tests.Support;
using Heed.Text;

namespace Heed.Models.Tests.Checkpoints;

public sealed class ModelFolderTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void A_part_that_is_there_is_found()
    {
        File.WriteAllText(folder.File(ModelFolder.Weights), "x");
        Assert.Equal(folder.File("model.safetensors"), ModelFolder.Require(folder.Path, ModelFolder.Weights));
    }

    [Fact]
    public void A_missing_part_or_folder_is_named_with_what_should_be_there()
    {
        Assert.Equal(
            $"{folder.Path} has no tokenizer.json; a model folder holds config.json, model.safetensors and tokenizer.json.",
            Assert.Throws<UserException>(() => ModelFolder.Require(folder.Path, ModelFolder.Tokenizer)).Message);
        Assert.StartsWith(
            "There is no model folder nowhere;",
            Assert.Throws<UserException>(() => ModelFolder.Require("nowhere", ModelFolder.Tokenizer)).Message,
            StringComparison.Ordinal);
    }

    [Fact]
    public void An_unfinished_run_points_at_its_newest_checkpoint()
    {
        foreach (string name in (string[])["step-90", "step-100", "step-110.partial", "step-x"])
        {
            Directory.CreateDirectory(folder.File(Path.Combine("checkpoints", name)));
        }

        Assert.Equal([90, 100], ModelFolder.FindCheckpoints(folder.Path).Select(checkpoint => checkpoint.Step));
        UserException exception = Assert.Throws<UserException>(() => ModelFolder.Require(folder.Path, ModelFolder.Weights));
        Assert.Contains($"use its newest checkpoint {ModelFolder.CheckpointPath(folder.Path, 100)}", exception.Message, StringComparison.Ordinal);
    }
}
