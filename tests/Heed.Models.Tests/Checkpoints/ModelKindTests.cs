using System.Reflection;
using System.Text.Json.Serialization;
using Heed.Models.Checkpoints;

namespace Heed.Models.Tests.Checkpoints;

public sealed class ModelKindTests
{
    /// <summary>A folder's kind says which family it belongs to, and the command line goes by it.</summary>
    [Fact]
    public void No_two_families_share_a_kind()
    {
        string[] kinds =
        [
            .. typeof(ModelKind).Assembly.GetTypes()
                .Where(type => type.IsInterface && type.GetInterfaces().Any(parent => parent.IsGenericType && parent.GetGenericTypeDefinition() == typeof(IModelOptions<>)))
                .SelectMany(family => family.GetCustomAttributes<JsonDerivedTypeAttribute>())
                .Select(kind => (string)kind.TypeDiscriminator!),
        ];
        Assert.True(kinds.Length >= 8);
        Assert.Equal(kinds.Order(), kinds.Distinct().Order());
    }
}
