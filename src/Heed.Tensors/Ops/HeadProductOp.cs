using Heed.Tensors.Kernels.Cpu;

namespace Heed.Tensors.Ops;

/// <summary>
/// y[n, h·M + m] = x_h[n] · w_h[m]: each head of some columns of x (N, ≥ H·K) against a table of M rows, w (M, H·K) → (N, H·M). With a row for each distance the
/// result is what relative positions add to the scores (Shaw, Uszkoreit and Vaswani, 2018; Dai et al., 2019). Backward: dx_h = dy_h·w_h, dw_h = dy_hᵀ·x_h.
/// </summary>
public sealed unsafe class HeadProductOp : Operation
{
    private ColumnSlice input;
    private Tensor table;
    private HeadProducts products;

    protected internal override OpWork BackwardWork => products.Work + products.Work;

    /// <summary>Multiplies <paramref name="heads"/> heads of the columns of <paramref name="x"/> with those of <paramref name="table"/> (M, H·K).</summary>
    /// <exception cref="ArgumentException">The shapes do not fit.</exception>
    public static Tensor Apply(ColumnSlice x, Tensor table, int heads)
    {
        int width = table.Columns;
        AttentionInputs.Check("rows", x, width);
        if (heads < 1 || width % heads != 0)
        {
            throw new ArgumentException($"A table of shape {table.Shape} is not one of {heads} heads: its columns must be a multiple of them.");
        }

        Workspace workspace = table.Workspace;
        long start = workspace.Profile?.Start() ?? 0;
        var products = new HeadProducts { Heads = heads, HeadWidth = width / heads, Rows = x.Tensor.Rows, Tables = table.Rows, Stride = x.Stride };
        bool isWanted = x.Tensor.RequiresGradient || table.RequiresGradient;
        Tensor output = workspace.Allocate(new Shape(x.Tensor.Rows, heads * table.Rows), isWanted); // (N, H·M)
        products.Multiply(workspace.Workers, x.Data, table.Data, output.Data, accumulate: false);
        if (workspace.IsRecording && isWanted)
        {
            HeadProductOp node = workspace.Record<HeadProductOp>(output);
            (node.input, node.table, node.products) = (x, table, products);
        }

        workspace.Profile?.Stop(typeof(HeadProductOp), isBackward: false, start, products.Work);
        return output;
    }

    protected internal override void Backward()
    {
        Memory.WorkerPool workers = FirstOutput.Workspace.Workers;
        if (input.Tensor.RequiresGradient)
        {
            float* target = input.GradientForWrite(products.Heads * products.HeadWidth, out bool adds);
            products.MultiplyBack(workers, FirstOutput.Gradient, table.Data, target, adds);
        }

        if (table.RequiresGradient)
        {
            float* target = table.GradientForWrite(out bool adds);
            products.MultiplyOuter(workers, FirstOutput.Gradient, input.Data, target, adds);
        }
    }
}
