using Heed.Tensors.Ops;
using Heed.Tensors.Ops.Recurrence;
using Heed.Tensors.Tests.Support;

namespace Heed.Tensors.Tests.Ops.Recurrence;

/// <summary>Runs one recurrence over its input and first states.</summary>
internal delegate RecurrentResult RunRecurrence(Tensor input, RecurrenceLayout layout, ColumnSlice initial);

/// <summary>What the tests of all recurrences have in common.</summary>
internal static class Recurrences
{
    public const int Width = 5;

    /// <summary>Five sequences: of several lengths, two alike, one empty.</summary>
    public static readonly int[] Lengths = [2, 4, 0, 2, 1];

    // First states that are part of wider rows, as those of one layer among several are.
    private const int FirstColumn = 3;

    private static readonly int[] Offsets = [0, 2, 6, 6, 8, 9];

    public static RecurrenceLayout Layout(Workspace workspace, bool backwards) => RecurrenceLayout.Build(workspace, Offsets, Lengths, backwards);

    /// <summary>Checks all gradients of outputs and final states, with first states and without, and where only the final state is used.</summary>
    public static void CheckGradients(ParameterStore store, int gates, int states, bool backwards, RunRecurrence run)
    {
        Shape[] inputs = [new Shape(Offsets[^1], gates * Width), new Shape(Lengths.Length, FirstColumn + (states * Width))];
        GradientCheck.Run((workspace, x) => All(run(x[0], Layout(workspace, backwards), new(x[1], FirstColumn))), inputs, store);
        GradientCheck.Run((workspace, x) => All(run(x[0], Layout(workspace, backwards), default)), inputs[..1], store);
        GradientCheck.Run((workspace, x) => [run(x[0], Layout(workspace, backwards), new(x[1], FirstColumn)).Final], inputs, store);
    }

    /// <summary>Compares outputs and all gradients with what PyTorch computed under <paramref name="name"/>.</summary>
    public static void CheckTorch(TorchCase torch, string name, Func<Func<string, Parameter>, RunRecurrence> build)
    {
        using var store = new ParameterStore();
        RunRecurrence run = build(parameter => torch.Parameter(store, $"{name}.{parameter}"));
        store.Allocate(withGradients: true);
        store.Initialize(1);
        using var workspace = new Workspace();
        workspace.BeginDeterministicStep();
        Tensor x = torch.Input(workspace, $"{name}.x");
        Tensor initial = torch.Input(workspace, $"{name}.initial");
        bool backwards = name.EndsWith(".backwards", StringComparison.Ordinal);
        var layout = RecurrenceLayout.Build(workspace, torch.Integers("offsets"), torch.Integers("lengths"), backwards);
        RecurrentResult result = run(x, layout, new(initial, 0));
        torch.Check($"{name}.output", result.Output.Values);
        torch.Check($"{name}.final", result.Final.Values);

        result.Final.GiveGradient(torch.Floats($"{name}.final_weights"));
        workspace.Backward(result.Output, torch.Floats($"{name}.output_weights"));
        torch.Check($"{name}.x.gradient", x.Gradients);
        torch.Check($"{name}.initial.gradient", initial.Gradients);
        foreach (Parameter parameter in store.Parameters)
        {
            torch.Check($"{parameter.Name}.gradient", parameter.Gradients);
        }
    }

    public static void Fill(Span<float> values, ulong seed) => GuardedBuffer.FillNormal(values, (int)(seed % 1000), deviation: 0.5f);

    private static Tensor[] All(RecurrentResult result) => [result.Output, result.Final];
}
