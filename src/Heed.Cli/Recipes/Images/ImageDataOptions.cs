namespace Heed.Cli.Recipes.Images;

/// <summary><c>data:</c> of an image recipe: images and labels as IDX files, plain or .gz, and how they are divided.</summary>
internal sealed record ImageDataOptions
{
    /// <summary>The images: count × height × width.</summary>
    public required string Images { get; init; }

    /// <summary>A class for each of them.</summary>
    public required string Labels { get; init; }

    /// <summary>How many images, from the first on, the run learns from and is judged by while it learns.</summary>
    public required int Train { get; init; }

    /// <summary>How many of those, the last ones, are held back to judge the run by; 0: none, and the last weights are the model.</summary>
    public int Validation { get; init; }

    /// <summary>How many images, the last ones, the finished model is scored on.</summary>
    public required int Test { get; init; }

    /// <summary>Most pixels that an image is moved up, down, left or right each time the model learns from it.</summary>
    public int Shift { get; init; }
}
