namespace Heed.Cli.Recipes.Audio;

/// <summary>Some of each speaker's takes of each word, both ends included.</summary>
internal sealed record TakeRange
{
    public required int First { get; init; }

    public required int Last { get; init; }

    public bool Holds(int take) => take >= First && take <= Last;
}
