using System.Reflection;
using Heed.Tensors.Tests.Support;

namespace Heed.Tensors.Tests;

/// <summary>An op cannot be added without a test of its gradient.</summary>
public sealed class EveryOperationIsCheckedTests
{
    private const BindingFlags Everything = BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly;

    [Fact]
    public void Every_operation_has_a_gradient_test()
    {
        string[] missing = [.. typeof(Operation).Assembly.GetTypes()
            .Where(type => type.IsSubclassOf(typeof(Operation)) && !type.IsAbstract && !HasGradientTest(type))
            .Select(type => type.Name)];
        Assert.True(
            missing.Length == 0,
            $"No test checks the gradient of {string.Join(", ", missing)}: add a class named after the operation and 'Tests' that calls GradientCheck.Run.");
    }

    private static bool HasGradientTest(Type operation) =>
        Array.Find(typeof(GradientCheck).Assembly.GetTypes(), type => type.Name == operation.Name + "Tests") is { } tests
        && tests.GetMethods(Everything).Any(method => method.GetCustomAttribute<FactAttribute>() is not null && Calls(method, typeof(GradientCheck)));

    // Looks through the method's IL for a call of any method of the target.
    private static bool Calls(MethodInfo method, Type target)
    {
        const byte CallOpcode = 0x28;
        byte[] body = method.GetMethodBody()?.GetILAsByteArray() ?? [];
        for (int index = 0; index + 5 <= body.Length; index++)
        {
            if (body[index] == CallOpcode && Resolve(method.Module, BitConverter.ToInt32(body, index + 1))?.DeclaringType == target)
            {
                return true;
            }
        }

        return false;
    }

    private static MethodBase? Resolve(Module module, int token)
    {
        try
        {
            return module.ResolveMethod(token);
        }
        catch (Exception caught) when (caught is ArgumentException or BadImageFormatException)
        {
            return null; // not an opcode but an operand that looks like one
        }
    }
}
