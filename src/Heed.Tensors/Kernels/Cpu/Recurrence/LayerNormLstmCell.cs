using Heed.Tensors.Memory;
using Heed.Tensors.Ops;

namespace Heed.Tensors.Kernels.Cpu.Recurrence;

/// <summary>
/// An LSTM's cell with LayerNorm on the product of the hidden states and on what the memory cells show (Ba, Kiros and Hinton, 2016, equations
/// 20 to 22).
/// </summary>
internal unsafe struct LayerNormLstmCell(NormParameters productNorm, NormParameters cellNorm) : IRecurrentCell
{
    private float* normedProduct;
    private float* shown;
    private float* statistics;
    private int rows;

    public static int Gates => 4;

    public static int States => 2;

    public static bool CarriesHidden => false;

    public void Prepare(Workspace workspace, ref RecurrentArrays arrays, int rows)
    {
        this.rows = rows;
        normedProduct = workspace.AllocateFloats((long)rows * arrays.GateWidth); // (N, 4·H)
        shown = workspace.AllocateFloats((long)rows * arrays.Width); // (N, H)
        statistics = workspace.AllocateFloats(4L * rows);

        // The product itself is what its norm's backward pass reads: the gates go where its normalisation lies.
        arrays.Gates = normedProduct;
    }

    public readonly void Forward(WorkerPool workers, in RecurrentArrays arrays, in RecurrentStep step)
    {
        (long first, int gateWidth, int width) = (step.First, arrays.GateWidth, arrays.Width);
        Normalize(workers, arrays.Product + (first * gateWidth), normedProduct + (first * gateWidth), productNorm, gateWidth, statistics, step);
        Lstm.Cells(workers, arrays, step, normedProduct);
        Normalize(workers, arrays.Cell + ((long)step.After * width), shown + (first * width), cellNorm, width, statistics + (2L * rows), step);
        Lstm.Hidden(workers, arrays, step, shown);
    }

    public readonly void Backward(WorkerPool workers, in RecurrentArrays arrays, in RecurrentGradients gradients, in RecurrentStep step)
    {
        (long first, int gateWidth, int width) = (step.First, arrays.GateWidth, arrays.Width);
        Lstm.HiddenBackward(workers, arrays, gradients, step, shown);
        float* cells = shown + (first * width);
        LayerNorm.Backward(
            workers,
            Norm(arrays.Cell + ((long)step.After * width), cells, gradients.Cell, cellNorm, width, statistics + (2L * rows), step),
            cellNorm.Gain.Gradient,
            cellNorm.ShiftGradient);
        Lstm.CellsBackward(workers, arrays, gradients, step, shown);
        LayerNorm.Backward(
            workers,
            Norm(arrays.Product + (first * gateWidth), gradients.Product + (first * gateWidth), null, productNorm, gateWidth, statistics, step),
            productNorm.Gain.Gradient,
            productNorm.ShiftGradient);
    }

    private readonly void Normalize(
        WorkerPool workers, float* from, float* to, in NormParameters norm, int columns, float* means, in RecurrentStep step) =>
        LayerNorm.Forward(workers, new LayerNormForward
        {
            Input = from,
            Sum = from,
            Output = to,
            Gain = norm.Gain.Data,
            Shift = norm.ShiftData,
            Centers = true,
            Mean = means + step.First,
            Reciprocal = means + rows + step.First,
            Rows = step.Live,
            Columns = columns,
            Epsilon = norm.Epsilon,
            Dropout = DropoutMask.Off,
        });

    // In place: the gradient of what went in takes the place of what came out's.
    private readonly LayerNormBackward Norm(
        float* input, float* gradient, float* otherGradient, in NormParameters norm, int columns, float* means, in RecurrentStep step) => new()
        {
            Sum = input,
            Mean = means + step.First,
            Reciprocal = means + rows + step.First,
            Centers = true,
            Gain = norm.Gain.Data,
            OutputGradient = gradient,
            SumGradient = otherGradient,
            InputGradient = gradient,
            Rows = step.Live,
            Columns = columns,
            Dropout = DropoutMask.Off,
        };
}
