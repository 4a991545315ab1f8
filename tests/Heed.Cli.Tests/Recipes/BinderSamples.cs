using System.Text.Json.Serialization;

namespace Heed.Cli.Tests.Recipes;

#pragma warning disable CA1812 // made by the serializer

internal enum SampleColor
{
    DarkRed,
    Blue,
}

[JsonPolymorphic(TypeDiscriminatorPropertyName = "kind")]
[JsonDerivedType(typeof(Circle), "circle")]
[JsonDerivedType(typeof(Rectangle), "rectangle")]
internal abstract record SampleShape
{
    public bool Filled { get; init; } = true;
}

internal sealed record Circle : SampleShape
{
    public double Radius { get; init; } = 1;
}

internal sealed record Rectangle : SampleShape
{
    public int Width { get; init; } = 2;

    [JsonIgnore]
    public int Area => Width * Width;
}

internal sealed record SampleOptions
{
    public int Count { get; init; } = 3;

    public float LearningRate { get; init; } = 0.5f;

    public bool Enabled { get; init; }

    public string? Language { get; init; } = "en";

    public int? Limit { get; init; } = 7;

    public SampleColor Color { get; init; } = SampleColor.Blue;

    public IReadOnlyList<int> Sizes { get; init; } = [1];

    public SampleShape Shape { get; init; } = new Circle { Radius = 5 };
}
