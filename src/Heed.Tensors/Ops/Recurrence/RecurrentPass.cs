using Heed.Tensors.Kernels.Cpu.Products;
using Heed.Tensors.Kernels.Cpu.Recurrence;
using Heed.Tensors.Memory;

namespace Heed.Tensors.Ops.Recurrence;

/// <summary>
/// A recurrence forward and back through time, for any cell: at each step one product of the live hidden states (B, H) with the packed weight,
/// then the cell. The weight's gradient is one product over all rows at the end.
/// </summary>
internal unsafe struct RecurrentPass<TCell>
    where TCell : struct, IRecurrentCell
{
    // The packed weight of the pass in progress. MatrixProduct keeps another for the products of other ops.
    [ThreadStatic]
    private static PackedMatrix? packedHere;

    private readonly Tensor input;
    private readonly ColumnSlice initial;
    private readonly RecurrentWeights weights;
    private readonly RecurrenceLayout layout;
    private TCell cell;
    private RecurrentArrays arrays;

    public RecurrentPass(Tensor input, in RecurrentWeights weights, in RecurrenceLayout layout, ColumnSlice initial, TCell cell)
    {
        (this.input, this.weights, this.layout, this.initial, this.cell) = (input, weights, layout, initial, cell);
        Check();
        Workspace workspace = input.Workspace;
        Output = workspace.Allocate(new Shape(input.Rows, Width)); // (N, H)
        Final = workspace.Allocate(new Shape(layout.Sequences.Count, TCell.States * Width)); // (B, S)
        arrays = new RecurrentArrays
        {
            Input = input.Data,
            Product = workspace.AllocateFloats((long)Rows * GateWidth),
            Bias = weights.Bias is null ? null : weights.Bias.Data,
            Hidden = workspace.AllocateFloats((long)Rows * Width),
            Cell = workspace.AllocateFloats((long)(FirstLive + Rows) * Width),
            Output = Output.Data,
            Final = Final.Data,
            StateWidth = Final.Columns,
            Rows = layout.Rows.Data,
            Sequences = layout.Sequences.Data,
            Width = Width,
            GateWidth = GateWidth,
        };
        arrays.Gates = arrays.Product;
    }

    public Tensor Output { get; }

    public Tensor Final { get; }

    public readonly OpWork Work => new(
        2.0 * Rows * Width * GateWidth, sizeof(float) * (((double)GateWidth * Width) + ((double)Rows * ((2 * GateWidth) + (3 * Width)))));

    private readonly int Width => weights.Weight.Shape.Columns;

    private readonly int GateWidth => TCell.Gates * Width;

    private readonly int Rows => layout.Rows.Count;

    private readonly int Steps => layout.Starts.Count - 1;

    private readonly int FirstLive => Steps == 0 ? 0 : layout.Starts.Values[1];

    public void Forward()
    {
        WorkerPool workers = input.Workspace.Workers;
        cell.Prepare(input.Workspace, ref arrays, Rows);
        if (Rows < Output.Rows)
        {
            Output.Values.Clear();
        }

        Begin();
        PackedMatrix packed = weights.Weight.Packed(workers) ?? Pack(transposed: true);
        for (int time = 0; time < Steps; time++)
        {
            RecurrentStep step = Step(time);
            var hidden = new MatrixOperand(arrays.Hidden + ((long)step.First * Width), Width);
            float* product = arrays.Product + ((long)step.First * GateWidth);
            MatrixProduct.Multiply(workers, hidden, packed, product, GateWidth, step.Live, accumulate: false, default(NoEpilogue));
            cell.Forward(workers, arrays, step);
        }
    }

    public readonly void Backward()
    {
        Workspace workspace = input.Workspace;
        GradientPool pool = workspace.Gradients;
        (long stateCount, long productCount) = ((long)FirstLive * Width, (long)Rows * GateWidth);
        bool adds = false;
        float* target = input.RequiresGradient ? input.GradientForWrite(out adds) : null;
        if (target is not null && !adds && Rows < input.Rows)
        {
            input.Gradients.Clear();
        }

        var gradients = new RecurrentGradients
        {
            Output = Output.HasGradient ? Output.Gradient : null,
            Product = pool.Rent(productCount),
            Input = target,
            AddsToInput = adds,
            Hidden = pool.Rent(stateCount),
            Cell = pool.Rent(stateCount),
        };
        BeginBackward(gradients);
        PackedMatrix packed = Pack(transposed: false);
        for (int time = Steps - 1; time >= 0; time--)
        {
            RecurrentStep step = Step(time);
            cell.Backward(workspace.Workers, arrays, gradients, step);
            var product = new MatrixOperand(gradients.Product + ((long)step.First * GateWidth), GateWidth);
            MatrixProduct.Multiply(workspace.Workers, product, packed, gradients.Hidden, Width, step.Live, TCell.CarriesHidden, default(NoEpilogue));
        }

        float* biasGradient = weights.Bias is null ? null : weights.Bias.Gradient;
        MatrixProduct.AddWeightGradient(
            workspace.Workers, gradients.Product, arrays.Hidden, weights.Weight.Gradient, biasGradient, Rows, GateWidth, Width);
        EndBackward(gradients);
        pool.Return(gradients.Cell, stateCount);
        pool.Return(gradients.Hidden, stateCount);
        pool.Return(gradients.Product, productCount);
    }

    private readonly RecurrentStep Step(int time)
    {
        ReadOnlySpan<int> starts = layout.Starts.Values;
        int first = starts[time];
        int nextLive = time + 1 < Steps ? starts[time + 2] - starts[time + 1] : 0;
        int before = time == 0 ? 0 : FirstLive + starts[time - 1];
        return new RecurrentStep(first, starts[time + 1] - first, before, FirstLive + first, nextLive);
    }

    // The states that the first step starts from; a sequence of no rows ends with what it began with.
    private readonly void Begin()
    {
        for (int rank = 0; rank < layout.Sequences.Count; rank++)
        {
            bool lives = rank < FirstLive;
            var hidden = new Span<float>(lives ? arrays.Hidden + ((long)rank * Width) : arrays.FinalState(rank), Width);
            Initial(rank, 0, hidden);
            if (TCell.States > 1)
            {
                Initial(rank, 1, new Span<float>(lives ? arrays.Cell + ((long)rank * Width) : arrays.FinalState(rank) + Width, Width));
            }
        }
    }

    private readonly void Initial(int rank, int part, Span<float> target)
    {
        if (initial.Tensor.IsNone)
        {
            target.Clear();
        }
        else
        {
            InitialPart(initial.Tensor.Values, rank, part).CopyTo(target);
        }
    }

    // What comes back to the states that the sequences end with.
    private readonly void BeginBackward(in RecurrentGradients gradients)
    {
        for (int rank = 0; rank < FirstLive; rank++)
        {
            for (int part = 0; part < TCell.States; part++)
            {
                Span<float> target = Carried(gradients, rank, part);
                if (Final.HasGradient)
                {
                    FinalPart(Final.Gradients, rank, part).CopyTo(target);
                }
                else
                {
                    target.Clear();
                }
            }
        }
    }

    // What is left over goes to the states that the sequences began with.
    private readonly void EndBackward(in RecurrentGradients gradients)
    {
        Tensor states = initial.Tensor;
        if (states.IsNone || !states.RequiresGradient)
        {
            return;
        }

        states.GradientForWrite(out bool adds);
        if (!adds)
        {
            states.Gradients.Clear();
        }

        for (int rank = 0; rank < layout.Sequences.Count; rank++)
        {
            for (int part = 0; part < TCell.States; part++)
            {
                if (rank < FirstLive)
                {
                    Add(Carried(gradients, rank, part), InitialPart(states.Gradients, rank, part));
                }
                else if (Final.HasGradient)
                {
                    Add(FinalPart(Final.Gradients, rank, part), InitialPart(states.Gradients, rank, part));
                }
            }
        }
    }

    private readonly Span<float> Carried(in RecurrentGradients gradients, int rank, int part) =>
        new((part == 0 ? gradients.Hidden : gradients.Cell) + ((long)rank * Width), Width);

    private static void Add(ReadOnlySpan<float> source, Span<float> target)
    {
        for (int index = 0; index < target.Length; index++)
        {
            target[index] += source[index];
        }
    }

    private readonly Span<float> InitialPart(Span<float> states, int rank, int part) =>
        states.Slice((layout.Sequences.Values[rank] * initial.Stride) + initial.Column + (part * Width), Width);

    private readonly Span<float> FinalPart(Span<float> states, int rank, int part) =>
        states.Slice((layout.Sequences.Values[rank] * Final.Columns) + (part * Width), Width);

    private readonly PackedMatrix Pack(bool transposed)
    {
        packedHere ??= new PackedMatrix();
        Parameter weight = weights.Weight;
        (int rows, int columns) = transposed ? (Width, GateWidth) : (GateWidth, Width);
        packedHere.Pack(input.Workspace.Workers, new MatrixOperand(weight.Data, Width, transposed), rows, columns);
        return packedHere;
    }

    private readonly void Check()
    {
        Shape weight = weights.Weight.Shape;
        if (weight.Rank != 2 || weight.Rows != GateWidth || input.Columns != GateWidth || (weights.Bias is { } bias && bias.Shape.Count != GateWidth))
        {
            throw new ArgumentException(
                $"A recurrence with weight {weight} and bias {weights.Bias?.Shape} does not take an input of shape {input.Shape}: all need {TCell.Gates} gates.");
        }

        Tensor states = initial.Tensor;
        if (!states.IsNone && (states.Rows != layout.Sequences.Count || states.Columns - initial.Column < TCell.States * Width))
        {
            throw new ArgumentException(
                $"First states of shape {states.Shape} from column {initial.Column} on do not fit {layout.Sequences.Count} sequences with {TCell.States} times {Width} numbers each.");
        }

        foreach (int row in layout.Rows.Values)
        {
            if ((uint)row >= (uint)input.Rows)
            {
                throw new ArgumentException($"The recurrence is to visit row {row} of an input of {input.Rows} rows.");
            }
        }
    }
}
