namespace Heed.Cli.Tests.Support;

/// <summary>The tests that share one trained model.</summary>
[CollectionDefinition(Name)]
public sealed class ModelCollection : ICollectionFixture<TrainedModel>
{
    public const string Name = "model";
}
