namespace Heed.Architecture.Tests;

/// <summary>A file is read whole: small files keep one concept each (CONTRIBUTING.md).</summary>
public sealed class FileSizeTests
{
    private const int Limit = 400;
    private const int KernelLimit = 500;

    // A matrix product or an attention kernel may grow to the kernel limit; no other file may.
    private static readonly string[] LargeKernels =
    [
        "src/Heed.Tensors/Kernels/Cpu/Products/MicroKernel.cs",
        "src/Heed.Tensors/Kernels/Cpu/AttentionForward.cs",
        "src/Heed.Tensors/Kernels/Cpu/AttentionBackward.cs",
    ];

    private static readonly string[] Sources =
        [.. new[] { "src", "tests", "bench", "tools", "recipes", "docs" }.SelectMany(folder => Repository.Files(folder, ".cs", ".js", ".css", ".html"))];

    [Fact]
    public void NoFileIsLongerThanTheLimit()
    {
        Assert.NotEmpty(Sources);
        Expect.None($"A file has at most {Limit} lines, a large kernel {KernelLimit}; divide these by concept:", Sources
            .Select(path => (path, lines: Repository.Lines(path)))
            .Where(file => file.lines > (LargeKernels.Contains(file.path) ? KernelLimit : Limit))
            .Select(file => $"{file.path}: {file.lines} lines"));
    }

    [Fact]
    public void TheMedianFileIsUnderAHundredLines()
    {
        int[] lines = [.. Repository.Files("src", ".cs").Select(Repository.Lines).Order()];
        Assert.InRange(lines[lines.Length / 2], 1, 99);
    }

    [Fact]
    public void TheLargeKernelsExist() => Assert.All(LargeKernels, path => Assert.Contains(path, Sources));
}
