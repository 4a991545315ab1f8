using System.Text.Json.Serialization;
using Heed.Models.Checkpoints;
using Heed.Models.Tests.Support;
using Heed.Text;

namespace Heed.Models.Tests.Checkpoints;

public sealed class StrictJsonTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void A_record_comes_back()
    {
        var written = new Sample { FirstName = "x", Shape = new Round { Radius = 2.5 }, Colour = Colour.DarkRed };
        StrictJson.Write(folder.File("s.json"), written);
        Assert.Contains("\"first_name\": \"x\"", File.ReadAllText(folder.File("s.json")), StringComparison.Ordinal);
        Assert.Contains("\"dark_red\"", File.ReadAllText(folder.File("s.json")), StringComparison.Ordinal);
        Assert.Equal(written, StrictJson.Read<Sample>(folder.File("s.json")));
    }

    [Theory]
    [InlineData("{", "line 1: this is not the JSON it should be (Expected depth")]
    [InlineData("[]", "line 1: this must be a JSON object.")]
    [InlineData("null", "this is not the JSON it should be (it holds null)")]
    [InlineData("{\n\"first_name\": \"x\",\n \"name\": 1}", "line 3: there is no key 'name'.")]
    [InlineData("{\"first_name\": \"x\", \"shape\": {\"kind\": \"round\", \"size\": 1}}", "there is no key 'shape.size'.")]
    [InlineData("{\"first_name\": \"x\", \"shape\": {\"kind\": \"oval\"}}", "'shape' has a value that is not allowed there.")]
    [InlineData("{\"first_name\": \"x\", \"shape\": {\"radius\": 1}}", "'shape' has no 'kind'.")]
    [InlineData("{\"first_name\": \"x\", \"shape\": {\"kind\": \"round\", \"radius\": \"far\"}}", "'shape.radius' has a value that is not allowed there.")]
    [InlineData("{\"first_name\": \"x\", \"shape\": null}", "'shape' has a value that is not allowed there.")]
    [InlineData("{\"first_name\": \"x\", \"colour\": \"mauve\"}", "'colour' has a value that is not allowed there.")]
    [InlineData("{\"first_name\": \"x\", \"first_name\": \"y\"}", "the key 'first_name' is there twice.")]
    [InlineData("{}", "lacks 'first_name'.")]
    public void A_file_that_does_not_fit_is_explained_by_place_and_key(string json, string expected)
    {
        File.WriteAllText(folder.File("s.json"), json);
        string message = Assert.Throws<UserException>(() => StrictJson.Read<Sample>(folder.File("s.json"))).Message;
        Assert.StartsWith(folder.File("s.json"), message, StringComparison.Ordinal);
        Assert.Contains(expected, message, StringComparison.Ordinal);
        Assert.DoesNotContain("Heed.", message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_missing_file_is_named() =>
        Assert.StartsWith($"{folder.File("s.json")} cannot be read:", Assert.Throws<UserException>(() => StrictJson.Read<Sample>(folder.File("s.json"))).Message, StringComparison.Ordinal);

    internal enum Colour
    {
        Blue,
        DarkRed,
    }

    [JsonPolymorphic(TypeDiscriminatorPropertyName = "kind")]
    [JsonDerivedType(typeof(Round), "round")]
    internal abstract record Form;

    internal sealed record Round : Form
    {
        public double Radius { get; init; }
    }

    internal sealed record Sample
    {
        public required string FirstName { get; init; }

        public Form Shape { get; init; } = new Round();

        public Colour Colour { get; init; }
    }
}
