using System.Text.Json;
using System.Text.Json.Nodes;
using Heed.Cli.Recipes;
using Heed.Models.Checkpoints;
using Heed.Text;

namespace Heed.Cli.Tests.Recipes;

public sealed class StrictBinderTests
{
    [Fact]
    public void What_is_not_written_keeps_its_default()
    {
        SampleOptions options = Read("count: 9");
        Assert.Equal(new SampleOptions { Count = 9, Sizes = options.Sizes }, options);
        Assert.Equal([1], options.Sizes);
    }

    [Fact]
    public void Every_type_reads_as_yaml_writes_it()
    {
        SampleOptions options = Read("learning_rate: 1e-9\nenabled: true\nlanguage: no\nlimit: ~\ncolor: dark_red\nsizes: [4, 5]\nshape: rectangle");
        Assert.Equal(1e-9f, options.LearningRate);
        Assert.True(options.Enabled);
        Assert.Equal("no", options.Language);
        Assert.Null(options.Limit);
        Assert.Equal(SampleColor.DarkRed, options.Color);
        Assert.Equal([4, 5], options.Sizes);
        Assert.Equal(new Rectangle(), options.Shape);
    }

    [Theory]
    [InlineData("shape: { kind: circle, filled: false }", 5)]
    [InlineData("shape: { filled: false }", 5)]
    [InlineData("shape: circle", 5)]
    [InlineData("shape: { radius: 6 }", 6)]
    public void A_part_of_the_default_kind_goes_on_from_its_default(string yaml, double radius) =>
        Assert.Equal(radius, Assert.IsType<Circle>(Read(yaml).Shape).Radius);

    [Fact]
    public void A_part_of_another_kind_forgets_the_default() =>
        Assert.Equal(new Rectangle { Width = 4, Filled = true }, Read("shape: { kind: rectangle, width: 4 }").Shape);

    [Theory]
    [InlineData("\ncuont: 4", "r.yaml, line 2", "'s.cuont'", "did you mean 'count'?")]
    [InlineData("learning-rate: 4", "line 1", "did you mean 'learning_rate'?")]
    [InlineData("zzz: 4", "'s.zzz'", "Known here: color, count, enabled")]
    [InlineData("shape:\n  kind: rectangle\n  radius: 2", "line 3", "'s.shape.radius'", "filled, kind, width")]
    [InlineData("shape: { kind: cirle }", "'s.shape'", "'cirle'", "did you mean 'circle'?")]
    [InlineData("shape: { kind: rectangle, area: 2 }", "'s.shape.area'")]
    [InlineData("count: many", "line 1", "'s.count' is 'many'", "a whole number")]
    [InlineData("count: 4.5", "'s.count'", "a whole number")]
    [InlineData("count: 99999999999", "'s.count'", "a whole number")]
    [InlineData("count:", "'s.count' is nothing")]
    [InlineData("learning_rate: fast", "a number")]
    [InlineData("enabled: yes", "true or false")]
    [InlineData("enabled: 'true'", "true or false")]
    [InlineData("color: green", "dark_red, blue")]
    [InlineData("color: 1", "dark_red, blue")]
    [InlineData("sizes: 4", "a list, each item a whole number")]
    [InlineData("sizes: [4, x]", "'s.sizes[1]' is 'x'")]
    [InlineData("count: [4]", "'s.count' is a list")]
    [InlineData("shape: [circle]", "one of the kinds circle, rectangle")]
    [InlineData("count: { a: 1 }", "a group of keys", "a whole number")]
    [InlineData("count: 1\ncount: 2", "line 2", "not valid YAML")]
    [InlineData("count: [1", "line", "not valid YAML")]
    public void What_does_not_fit_is_named_with_its_place(string yaml, params string[] parts)
    {
        UserException error = Assert.Throws<UserException>(() => Read(yaml));
        Assert.All(parts, part => Assert.Contains(part, error.Message));
    }

    [Theory]
    [InlineData("s.count=12")]
    [InlineData("s.count= 12")]
    public void An_override_wins_over_the_file(string assignment) => Assert.Equal(12, Read("count: 9", assignment).Count);

    [Fact]
    public void Overrides_reach_into_parts_and_lists()
    {
        SampleOptions options = Read("count: 9", "s.shape.radius=2.5", "s.sizes=[7, 8]", "s.limit=", "s.language=\"8\"");
        Assert.Equal(2.5, Assert.IsType<Circle>(options.Shape).Radius);
        Assert.Equal([7, 8], options.Sizes);
        Assert.Null(options.Limit);
        Assert.Equal("8", options.Language);
    }

    [Theory]
    [InlineData("s.cuont=1", "--set s.cuont=1", "did you mean 'count'?")]
    [InlineData("s.count=x", "--set s.count=x", "a whole number")]
    [InlineData("s.count.deep=1", "--set s.count.deep=1", "'count' is a plain value", "line 2")]
    [InlineData("s.count", "section.key=value")]
    [InlineData("=1", "section.key=value")]
    [InlineData("s..count=1", "section.key=value")]
    [InlineData("s.count=[1", "not valid YAML")]
    public void An_override_that_does_not_fit_is_named(string assignment, params string[] parts)
    {
        UserException error = Assert.Throws<UserException>(() => Read("count: 9", assignment));
        Assert.All(parts, part => Assert.Contains(part, error.Message));
    }

    [Theory]
    [InlineData("")]
    [InlineData("# nothing\n")]
    public void An_empty_recipe_says_what_belongs_in_one(string text) =>
        Assert.Contains("is empty", Assert.Throws<UserException>(() => YamlSource.Parse("r.yaml", text)).Message);

    [Theory]
    [InlineData("- a")]
    [InlineData("word")]
    [InlineData("a: 1\n---\nb: 2")]
    public void A_recipe_is_one_mapping(string text) =>
        Assert.Contains("r.yaml, line", Assert.Throws<UserException>(() => YamlSource.Parse("r.yaml", text)).Message);

    [Fact]
    public void What_is_written_reads_back_the_same()
    {
        SampleOptions options = new() { Language = "null", Limit = null, Sizes = [3, 1], Shape = new Rectangle { Width = 8 } };
        string text = YamlText.Write(Json(options));
        SampleOptions again = Bind(YamlSource.Parse("again", text));
        Assert.Equal(text, YamlText.Write(Json(again)));
        Assert.Equal("null", again.Language);
    }

    private static JsonObject Json(SampleOptions options) => JsonSerializer.SerializeToNode(options, StrictJson.Options)!.AsObject();

    /// <summary>Reads the text as the section s of a recipe: the yaml's line 1 stays line 1 unless an override needs the section to exist.</summary>
    private static SampleOptions Read(string yaml, params string[] overrides)
    {
        if (overrides.Length == 0)
        {
            return Bind(YamlSource.Parse("r.yaml", yaml));
        }

        YamlSource source = YamlSource.Parse("r.yaml", $"s:\n  {yaml}");
        foreach (string assignment in overrides)
        {
            source.Override(assignment);
        }

        var section = (YamlDotNet.RepresentationModel.YamlMappingNode)source.Root["s"];
        return Bind(source, section);
    }

    private static SampleOptions Bind(YamlSource source, YamlDotNet.RepresentationModel.YamlMappingNode? section = null)
    {
        var binder = new StrictBinder(source, StrictJson.Options);
        JsonObject json = binder.Object(section ?? source.Root, typeof(SampleOptions), "s", Json(new SampleOptions()));
        return json.Deserialize<SampleOptions>(StrictJson.Options)!;
    }
}
