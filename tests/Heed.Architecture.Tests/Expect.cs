namespace Heed.Architecture.Tests;

internal static class Expect
{
    /// <summary>Fails with the rule and every offender in full.</summary>
    public static void None(string rule, IEnumerable<string> offenders)
    {
        string[] found = [.. offenders];
        Assert.True(found.Length == 0, $"{rule}\n  {string.Join("\n  ", found)}");
    }
}
