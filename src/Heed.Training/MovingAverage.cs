using Heed.Tensors;
using Heed.Tensors.Memory;
using Heed.Tensors.Optimization;

namespace Heed.Training;

/// <summary>
/// An exponential moving average of the weights: w̄ ← d·w̄ + (1 − d)·w, with d = min(decay, (1 + t) / (10 + t)) at step t, so that the first
/// weights are forgotten quickly (Polyak and Juditsky, 1992; the warm-up is TensorFlow's).
/// </summary>
public sealed class MovingAverage(ParameterStore store, double decay) : IDisposable
{
    // Small enough for the cache, large enough that the loop around it costs nothing.
    private const int ExchangeLength = 4096;

    private readonly float[] exchange = new float[ExchangeLength];

    /// <summary>w̄; before the first step it must hold the initial weights.</summary>
    public ParameterBlock Block { get; } = Start(store);

    /// <summary>Takes in the weights after step <paramref name="step"/>, from 1.</summary>
    public void Update(WorkerPool workers, long step) => ParameterUpdate.MoveToward(workers, store, Block, (float)(1 - Decay(step, decay)));

    /// <summary>d at one step.</summary>
    public static double Decay(long step, double decay) => Math.Min(decay, (1.0 + step) / (10 + step));

    /// <summary>Exchanges weights and average; a second call puts them back.</summary>
    public void Swap()
    {
        Span<float> values = store.AllValues;
        Span<float> average = Block.Values;
        for (int start = 0; start < values.Length; start += ExchangeLength)
        {
            int length = Math.Min(ExchangeLength, values.Length - start);
            values.Slice(start, length).CopyTo(exchange);
            average.Slice(start, length).CopyTo(values[start..]);
            exchange.AsSpan(0, length).CopyTo(average[start..]);
        }
    }

    public void Dispose() => Block.Dispose();

    private static ParameterBlock Start(ParameterStore store)
    {
        var block = new ParameterBlock(store, "average");
        store.AllValues.CopyTo(block.Values);
        return block;
    }
}
