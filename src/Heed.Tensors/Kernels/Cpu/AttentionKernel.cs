using Heed.Tensors.Kernels.Simd;
using Heed.Tensors.Memory;

namespace Heed.Tensors.Kernels.Cpu;

/// <summary>
/// softmax(Q·Kᵀ · scale + bias) · V by heads on packed rows, forward and backward (Vaswani et al., 2017, §3.2). The (T × S) scores exist
/// only in tiles that fit the cache, with the running maximum and sum of an online softmax (Milakov and Gimelshein, 2018; Dao et al., 2022);
/// the forward pass saves one number a row and head, and the backward pass computes the probabilities again.
/// </summary>
/// <remarks>
/// Bits: an output row depends on its own query, the keys it sees and where its sequence's keys begin, on nothing else, so it is the same in
/// any batch and when decoding row by row. Gradients of keys and values are summed by one part in a fixed order.
/// </remarks>
internal static unsafe class AttentionKernel
{
    // From this many parts on, finer ones only cost: a sequence's heads then stay together, which read the same cache lines' neighbours.
    private const int EnoughParts = 48;

    /// <summary>Writes <see cref="AttentionArguments.Output"/>, and the log-sum-exp if asked for.</summary>
    public static void Forward(WorkerPool workers, in AttentionArguments arguments)
    {
        int blocks = (Longest(arguments) + AttentionForward.QueryBlock - 1) / AttentionForward.QueryBlock;
        int headParts = HeadParts(arguments, arguments.Sequences * blocks);
        VectorJob.Run(workers, new ForwardJob(workers, arguments, headParts, blocks), arguments.Sequences * headParts * blocks);
    }

    /// <summary>Writes, or adds, the gradients of queries, keys and values.</summary>
    public static void Backward(WorkerPool workers, in AttentionArguments arguments, in AttentionGradients gradients)
    {
        int headParts = HeadParts(arguments, arguments.Sequences);
        VectorJob.Run(workers, new BackwardJob(workers, arguments, gradients, headParts), arguments.Sequences * headParts);
    }

    private static int HeadParts(in AttentionArguments arguments, int parts) => parts >= EnoughParts ? 1 : arguments.KeyValueHeads;

    private static int Longest(in AttentionArguments arguments)
    {
        int longest = 0;
        for (int sequence = 0; sequence < arguments.Sequences; sequence++)
        {
            longest = Math.Max(longest, arguments.QueryOffsets[sequence + 1] - arguments.QueryOffsets[sequence]);
        }

        return longest;
    }

    private readonly struct ForwardJob(WorkerPool workers, AttentionArguments arguments, int headParts, int blocks) : IVectorJob
    {
        private readonly AttentionArguments arguments = arguments;

        public void Execute<TSimd, TVector>(int part, int worker)
            where TSimd : struct, ISimd<TVector>
            where TVector : unmanaged
        {
            int sequence = part / (headParts * blocks);
            int headPart = part / blocks % headParts;
            int first = arguments.QueryOffsets[sequence] + (part % blocks * AttentionForward.QueryBlock);
            int end = Math.Min(arguments.QueryOffsets[sequence + 1], first + AttentionForward.QueryBlock);
            if (first < end)
            {
                float* scratch = workers.Scratch(worker, AttentionForward.ScratchFloats(arguments));
                int heads = arguments.KeyValueHeads / headParts;
                AttentionForward.Run<TSimd, TVector>(arguments, sequence, (first, end), (headPart * heads, heads), scratch);
            }
        }
    }

    private readonly struct BackwardJob(WorkerPool workers, AttentionArguments arguments, AttentionGradients gradients, int headParts) : IVectorJob
    {
        private readonly AttentionArguments arguments = arguments;
        private readonly AttentionGradients gradients = gradients;

        public void Execute<TSimd, TVector>(int part, int worker)
            where TSimd : struct, ISimd<TVector>
            where TVector : unmanaged
        {
            float* scratch = workers.Scratch(worker, AttentionBackward.ScratchFloats(arguments));
            int heads = arguments.KeyValueHeads / headParts;
            for (int head = part % headParts * heads, end = head + heads; head < end; head++)
            {
                AttentionBackward.Run<TSimd, TVector>(arguments, gradients, part / headParts, head, scratch);
            }
        }
    }
}
