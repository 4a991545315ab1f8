using Heed.Tensors.Kernels.Simd;
using Heed.Tensors.Memory;
using Heed.Tensors.Ops;

namespace Heed.Tensors;

/// <summary>
/// Everything one step of training or inference works with: the arena its activations live in, the tape, the worker threads, and the
/// counter that dropout draws from. Used by one thread at a time.
/// </summary>
public sealed unsafe class Workspace : IDisposable
{
    private readonly Arena activations = new();
    private readonly Arena gradientArena = new();
    private readonly Tape tape = new();
    private readonly List<TensorSlot> slots = [];
    private readonly bool ownsWorkers;
    private ulong seed;
    private long step;
    private int slotsUsed;
    private int dropoutsUsed;

    /// <summary>A workspace over the given threads, or over a pool of its own with one thread a processor.</summary>
    public Workspace(WorkerPool? workers = null)
    {
        ownsWorkers = workers is null;
        Workers = workers ?? new WorkerPool();
        Gradients = new GradientPool(gradientArena);
    }

    public WorkerPool Workers { get; }

    /// <summary>Whether ops put themselves on the tape.</summary>
    public bool IsRecording { get; private set; }

    /// <summary>Whether dropout drops.</summary>
    public bool IsTraining { get; private set; }

    /// <summary>Set to measure the time of each op.</summary>
    public StepProfile? Profile { get; set; }

    /// <summary>Set to see the attention weights of what runs.</summary>
    public AttentionTrace? Trace { get; set; }

    /// <summary>Bytes of activation and gradient memory held.</summary>
    public long Capacity => activations.Capacity + gradientArena.Capacity;

    internal long Stamp { get; private set; } = 1;

    internal GradientPool Gradients { get; }

    /// <summary>Begins a training step: earlier tensors die, ops record, dropout draws from (seed, step).</summary>
    public void BeginTrainingStep(ulong seed, long step)
    {
        Reset();
        (this.seed, this.step, IsRecording, IsTraining) = (seed, step, true, true);
    }

    /// <summary>Begins a step that records nothing and drops nothing: earlier tensors die.</summary>
    public void BeginInferenceStep()
    {
        Reset();
        (IsRecording, IsTraining) = (false, false);
    }

    /// <summary>
    /// Until disposed, what runs in this step is a constant of it: nothing records, drops or wants a gradient, as in a network that is used but not trained.
    /// </summary>
    public ConstantScope BeginConstants()
    {
        var scope = new ConstantScope(this, IsRecording, IsTraining);
        (IsRecording, IsTraining) = (false, false);
        return scope;
    }

    /// <summary>Begins a step that records for gradients but drops nothing, as gradient checks and inspection want.</summary>
    public void BeginDeterministicStep()
    {
        Reset();
        (IsRecording, IsTraining) = (true, false);
    }

    /// <summary>An uninitialised tensor of this step.</summary>
    public Tensor Allocate(Shape shape, bool requiresGradient = true)
    {
        if (slotsUsed == slots.Count)
        {
            slots.Add(new TensorSlot(this));
        }

        TensorSlot slot = slots[slotsUsed++];
        slot.Shape = shape;
        slot.Data = AllocateFloats(shape.Count);
        slot.Gradient = null;
        slot.RequiresGradient = requiresGradient && IsRecording;
        return new Tensor(slot, Stamp);
    }

    /// <summary>A tensor of this step with the given elements.</summary>
    public Tensor From(ReadOnlySpan<float> values, Shape shape, bool requiresGradient = false)
    {
        if (values.Length != shape.Count)
        {
            throw new ArgumentException($"{values.Length} values do not fill a tensor of shape {shape}.");
        }

        Tensor tensor = Allocate(shape, requiresGradient);
        values.CopyTo(tensor.Values);
        return tensor;
    }

    /// <summary>Runs the tape backwards from <paramref name="output"/>, whose own gradient is <paramref name="seedGradient"/>, or 1 everywhere.</summary>
    public void Backward(Tensor output, ReadOnlySpan<float> seedGradient = default)
    {
        if (!IsRecording)
        {
            throw new InvalidOperationException("There is nothing to go back through: this step was begun without recording.");
        }

        output.GradientForWrite(out _);
        if (seedGradient.IsEmpty)
        {
            output.Gradients.Fill(1);
        }
        else
        {
            seedGradient.CopyTo(output.Gradients);
        }

        tape.Backward(Profile);
    }

    /// <summary>Integers that live as long as this step's tensors, uninitialised.</summary>
    public Integers AllocateIntegers(int count) => new(AllocateInts(count), count);

    /// <summary>A copy of <paramref name="values"/> that lives as long as this step's tensors.</summary>
    public Integers From(ReadOnlySpan<int> values)
    {
        Integers copy = AllocateIntegers(values.Length);
        values.CopyTo(copy.Values);
        return copy;
    }

    public void Dispose()
    {
        activations.Dispose();
        gradientArena.Dispose();
        if (ownsWorkers)
        {
            Workers.Dispose();
        }
    }

    /// <summary>Puts an op on the tape. <paramref name="second"/> is its other output, if it has one.</summary>
    internal T Record<T>(Tensor output, Tensor second = default)
        where T : Operation, new()
    {
        T node = tape.Record<T>();
        node.FirstOutput = output;
        node.SecondOutput = second;
        return node;
    }

    /// <summary>The next dropout of this step; off outside training.</summary>
    internal DropoutMask NextDropout(float probability)
    {
        if (!IsTraining || probability <= 0)
        {
            return DropoutMask.Off;
        }

        return new DropoutMask(DropoutHash.Key(seed, step, dropoutsUsed++), DropoutHash.Threshold(probability), 1 / (1 - probability));
    }

    internal float* AllocateFloats(long count) => (float*)activations.Allocate(count * sizeof(float));

    internal int* AllocateInts(long count) => (int*)activations.Allocate(count * sizeof(int));

    private void Reset()
    {
        Stamp++;
        tape.Clear();
        activations.Reset();
        gradientArena.Reset();
        Gradients.Clear();
        slotsUsed = 0;
        dropoutsUsed = 0;
    }

    /// <summary>See <see cref="BeginConstants"/>.</summary>
    public readonly ref struct ConstantScope
    {
        private readonly Workspace workspace;
        private readonly bool wasRecording;
        private readonly bool wasTraining;

        internal ConstantScope(Workspace workspace, bool wasRecording, bool wasTraining) =>
            (this.workspace, this.wasRecording, this.wasTraining) = (workspace, wasRecording, wasTraining);

        public void Dispose() => (workspace.IsRecording, workspace.IsTraining) = (wasRecording, wasTraining);
    }
}
