using System.Globalization;

namespace Heed.Server.Runs;

/// <summary>The two facts of a run's <c>recipe.yaml</c> that a list of runs shows. The file is Heed's own: a key a line, two spaces for each level.</summary>
internal readonly record struct RecipeGlance(string? Task, long? MaxSteps)
{
    public const string FileName = "recipe.yaml";

    /// <summary>Nothing where the file is missing or says nothing.</summary>
    public static RecipeGlance Read(string path)
    {
        var glance = default(RecipeGlance);
        string section = "";
        foreach (string line in Lines(path))
        {
            string[] parts = line.Split(':', 2);
            section = line.StartsWith(' ') ? section : parts[0];
            string value = parts.Length == 2 ? parts[1].Trim() : "";
            glance = (section, parts[0]) switch
            {
                ("task", "task") when value.Length > 0 => glance with { Task = value },
                ("training", "  max_steps") when long.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out long steps) => glance with { MaxSteps = steps },
                _ => glance,
            };
        }

        return glance;
    }

    private static string[] Lines(string path)
    {
        try
        {
            return File.ReadAllLines(path);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return [];
        }
    }
}
