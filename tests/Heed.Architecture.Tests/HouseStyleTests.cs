using System.Text.RegularExpressions;

namespace Heed.Architecture.Tests;

/// <summary>Rules of CONTRIBUTING.md that the compiler and the analyzers do not know.</summary>
public sealed partial class HouseStyleTests
{
    // The engine, its tests on guarded memory, and the benchmarks of its kernels.
    private static readonly string[] MayBeUnsafe = ["Heed.Tensors", "Heed.Tensors.Tests", "Heed.Bench"];

    [Fact]
    public void OnlyTheEngineIsUnsafe()
    {
        var projects = new[] { "src", "tests", "bench" }.SelectMany(Repository.Projects);
        var unsafeProjects = projects.Where(project => project.Value.Descendants("AllowUnsafeBlocks").Any()).Select(project => project.Key);
        Expect.None("Only the engine may be unsafe:", unsafeProjects.Except(MayBeUnsafe));
        Assert.DoesNotContain("AllowUnsafeBlocks", Repository.Read("Directory.Build.props"), StringComparison.Ordinal);
    }

    [Fact]
    public void KernelsAndOperationsUseNeitherLinqNorParallelLoops() => Expect.None(
        "Queries allocate and call a delegate for each element, and the worker pool shares out the work:",
        new[] { "src/Heed.Tensors/Kernels/Cpu", "src/Heed.Tensors/Kernels/Simd", "src/Heed.Tensors/Ops" }.SelectMany(folder => Matches(folder, LinqOrParallel())));

    [Fact]
    public void NothingIsLeftForLater() => Expect.None(
        "Finish these, or say in the docs that they are missing:",
        new[] { "src", "bench", "tools" }.SelectMany(folder => Matches(folder, LeftForLater())));

    [Fact]
    public void NoTestIsSwitchedOffForGood() => Expect.None(
        "A test that never runs proves nothing; use Assert.SkipUnless with its condition:", Matches("tests", SkippedByAttribute()));

    private static IEnumerable<string> Matches(string folder, Regex pattern)
    {
        string[] paths = [.. Repository.Files(folder, ".cs", ".js")];
        Assert.NotEmpty(paths);
        return paths.SelectMany(path => pattern.Matches(Repository.Read(path)).Select(match => $"{path}: {match.Value}"));
    }

    // The engine's project file takes System.Linq out of the implicit usings, so a query needs this line to compile.
    [GeneratedRegex(@"using System\.Linq;|\bParallel\.(For|ForEach|Invoke)\b")]
    private static partial Regex LinqOrParallel();

    [GeneratedRegex(@"\b(TODO|FIXME|HACK)\b|new NotImplementedException")]
    private static partial Regex LeftForLater();

    [GeneratedRegex(@"\bSkip *= *""")]
    private static partial Regex SkippedByAttribute();
}
