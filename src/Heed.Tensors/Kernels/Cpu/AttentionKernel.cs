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
    // Fewer parts than this are cut finer, by heads; more are made coarser, of several sequences, since a head's rows lie in the same cache
    // lines' neighbourhood as the next head's.
    private const int EnoughParts = 64;

    /// <summary>Writes <see cref="AttentionArguments.Output"/>, and the log-sum-exp if asked for.</summary>
    public static void Forward(WorkerPool workers, in AttentionArguments arguments)
    {
        int blocks = (Longest(arguments) + AttentionForward.QueryBlock - 1) / AttentionForward.QueryBlock;
        var job = new ForwardJob(workers, arguments, Partition(arguments, blocks));
        VectorJob.Run(workers, job, job.Cut.Parts);
    }

    /// <summary>Writes, or adds, the gradients of queries, keys and values.</summary>
    public static void Backward(WorkerPool workers, in AttentionArguments arguments, in AttentionGradients gradients)
    {
        var job = new BackwardJob(workers, arguments, gradients, Partition(arguments, blocks: 1), default);
        VectorJob.Run(workers, job, job.Cut.Parts);
    }

    /// <summary>Likewise, and adds the gradient of the bias to <paramref name="bias"/>: parts sum apart, and are then summed in order.</summary>
    public static void Backward(WorkerPool workers, in AttentionArguments arguments, in AttentionGradients gradients, BiasTable bias)
    {
        Cuts cuts = Partition(arguments, blocks: 1);
        var partials = new BiasTable(workers.Shared((long)cuts.Parts * bias.Count), bias.Count, bias.Origin);
        VectorJob.Run(workers, new BackwardJob(workers, arguments, gradients, cuts, partials), cuts.Parts);
        ColumnSum.AddPartials(workers, partials.Values, cuts.Parts, bias.Count, bias.Values);
    }

    private static Cuts Partition(in AttentionArguments arguments, int blocks)
    {
        int sequences = arguments.Sequences;
        int together = blocks > 1 ? 1 : Math.Max(1, sequences / EnoughParts);
        return new Cuts(sequences, together, sequences * blocks >= EnoughParts ? 1 : arguments.KeyValueHeads, blocks);
    }

    private static int Longest(in AttentionArguments arguments)
    {
        int longest = 0;
        for (int sequence = 0; sequence < arguments.Sequences; sequence++)
        {
            longest = Math.Max(longest, arguments.QueryOffsets[sequence + 1] - arguments.QueryOffsets[sequence]);
        }

        return longest;
    }

    /// <summary>How the work is cut, by shape alone: sequences together in a part, and each sequence into heads and blocks of query rows.</summary>
    private readonly record struct Cuts(int Sequences, int Together, int HeadParts, int Blocks)
    {
        public int Parts => (Sequences + Together - 1) / Together * HeadParts * Blocks;

        /// <summary>The sequences of a part, First … End − 1.</summary>
        public (int First, int End) SequencesOf(int part)
        {
            int first = part / (HeadParts * Blocks) * Together;
            return (first, Math.Min(first + Together, Sequences));
        }

        /// <summary>One sequence's share of a part; <paramref name="end"/> ends the part's sequences, <paramref name="blockRows"/> is the size of a block.</summary>
        public AttentionPart PartOf(in AttentionArguments a, int part, int sequence, int end, int blockRows)
        {
            int heads = a.Heads / HeadParts;
            int firstHead = part / Blocks % HeadParts * heads;
            int first = a.QueryOffsets[sequence] + (part % Blocks * blockRows);
            int last = a.QueryOffsets[sequence + 1];
            return new AttentionPart
            {
                Sequence = sequence,
                NextSequence = sequence + 1 < end ? sequence + 1 : -1,
                Rows = (first, Blocks == 1 ? last : Math.Min(last, first + blockRows)),
                FirstHead = firstHead,
                EndHead = firstHead + heads,
            };
        }
    }

    private readonly struct ForwardJob(WorkerPool workers, AttentionArguments arguments, Cuts cuts) : IVectorJob
    {
        private readonly AttentionArguments arguments = arguments;

        public Cuts Cut { get; } = cuts;

        public void Execute<TSimd, TVector>(int part, int worker)
            where TSimd : struct, ISimd<TVector>
            where TVector : unmanaged
        {
            float* scratch = workers.Scratch(worker, AttentionForward.ScratchFloats(arguments));
            (int sequence, int end) = Cut.SequencesOf(part);
            for (; sequence < end; sequence++)
            {
                AttentionPart one = Cut.PartOf(arguments, part, sequence, end, AttentionForward.QueryBlock);
                if (one.Rows.First < one.Rows.End)
                {
                    AttentionForward.Run<TSimd, TVector>(arguments, one, scratch);
                }
            }
        }
    }

    /// <summary>A table laid out like the bias; <see cref="AttentionArguments.Bias"/> points at its element Origin.</summary>
    internal readonly struct BiasTable(float* values, int count, int origin)
    {
        public readonly float* Values = values;
        public readonly int Count = count;
        public readonly int Origin = origin;
    }

    private readonly struct BackwardJob(
        WorkerPool workers, AttentionArguments arguments, AttentionGradients gradients, Cuts cuts, BiasTable partials) : IVectorJob
    {
        private readonly AttentionArguments arguments = arguments;
        private readonly AttentionGradients gradients = gradients;

        public Cuts Cut { get; } = cuts;

        public void Execute<TSimd, TVector>(int part, int worker)
            where TSimd : struct, ISimd<TVector>
            where TVector : unmanaged
        {
            AttentionGradients targets = gradients;
            if (partials.Values != null)
            {
                float* sums = partials.Values + ((long)part * partials.Count);
                new Span<float>(sums, partials.Count).Clear();
                targets = gradients with { Bias = sums + partials.Origin };
            }

            float* scratch = workers.Scratch(worker, AttentionBackward.ScratchFloats(arguments));
            (int sequence, int end) = Cut.SequencesOf(part);
            for (; sequence < end; sequence++)
            {
                AttentionBackward.Run<TSimd, TVector>(arguments, targets, Cut.PartOf(arguments, part, sequence, end, 0), scratch);
            }
        }
    }
}
