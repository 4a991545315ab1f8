using Heed.Tensors.Kernels.Simd;
using Heed.Tensors.Memory;

namespace Heed.Tensors.Kernels.Cpu;

/// <summary>
/// softmax(score(Q, K) · scale + bias) · V by heads on packed rows, forward and backward (Vaswani et al., 2017, §3.2). The (T × S) scores exist
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
        Cuts cuts = Partition(arguments, blocks);
        if (arguments.ScoreVector == null)
        {
            VectorJob.Run(workers, new ForwardJob<DotProductScore>(workers, arguments, cuts), cuts.Parts);
        }
        else
        {
            VectorJob.Run(workers, new ForwardJob<AdditiveScore>(workers, arguments, cuts), cuts.Parts);
        }
    }

    /// <summary>
    /// Writes, or adds, the gradients of queries, keys and values, and adds those that all rows share: of a bias, to <paramref name="bias"/> unless it is empty, and of
    /// the score's vector, if its target is not null. Shared ones are summed by each part apart, and then in the order of the parts.
    /// </summary>
    public static void Backward(WorkerPool workers, in AttentionArguments arguments, in AttentionGradients gradients, BiasTable bias = default)
    {
        Cuts cuts = Partition(arguments, blocks: 1);
        int vectorCount = gradients.ScoreVector == null ? 0 : arguments.Heads * arguments.HeadWidth;
        int shared = bias.Count + vectorCount;
        var partials = new Partials(shared == 0 ? null : workers.Shared((long)cuts.Parts * shared), bias.Count, vectorCount, bias.Origin);
        if (arguments.ScoreVector == null)
        {
            VectorJob.Run(workers, new BackwardJob<DotProductScore>(workers, arguments, gradients, cuts, partials), cuts.Parts);
        }
        else
        {
            VectorJob.Run(workers, new BackwardJob<AdditiveScore>(workers, arguments, gradients, cuts, partials), cuts.Parts);
        }

        ColumnSum.AddPartials(workers, partials.Values, cuts.Parts, bias.Count, bias.Values, shared);
        ColumnSum.AddPartials(workers, partials.Values + bias.Count, cuts.Parts, vectorCount, gradients.ScoreVector, shared);
    }

    /// <summary>Writes <see cref="AttentionArguments.Weights"/> after a forward pass that left the log-sum-exp.</summary>
    public static void Weights(WorkerPool workers, in AttentionArguments arguments)
    {
        Cuts cuts = Partition(arguments, blocks: 1);
        if (arguments.ScoreVector == null)
        {
            VectorJob.Run(workers, new WeightJob<DotProductScore>(workers, arguments, cuts), cuts.Parts);
        }
        else
        {
            VectorJob.Run(workers, new WeightJob<AdditiveScore>(workers, arguments, cuts), cuts.Parts);
        }
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

    private readonly struct ForwardJob<TScore>(WorkerPool workers, AttentionArguments arguments, Cuts cuts) : IVectorJob
        where TScore : struct, IAttentionScore
    {
        private readonly AttentionArguments arguments = arguments;

        public void Execute<TSimd, TVector>(int part, int worker)
            where TSimd : struct, ISimd<TVector>
            where TVector : unmanaged
        {
            float* scratch = workers.Scratch(worker, AttentionForward.ScratchFloats(arguments));
            (int sequence, int end) = cuts.SequencesOf(part);
            for (; sequence < end; sequence++)
            {
                AttentionPart one = cuts.PartOf(arguments, part, sequence, end, AttentionForward.QueryBlock);
                if (one.Rows.First < one.Rows.End)
                {
                    AttentionForward.Run<TScore, TSimd, TVector>(arguments, one, scratch);
                }
            }
        }
    }

    private readonly struct WeightJob<TScore>(WorkerPool workers, AttentionArguments arguments, Cuts cuts) : IVectorJob
        where TScore : struct, IAttentionScore
    {
        private readonly AttentionArguments arguments = arguments;

        public void Execute<TSimd, TVector>(int part, int worker)
            where TSimd : struct, ISimd<TVector>
            where TVector : unmanaged
        {
            float* scratch = workers.Scratch(worker, AttentionWeightLines.ScratchFloats(arguments));
            (int sequence, int end) = cuts.SequencesOf(part);
            for (; sequence < end; sequence++)
            {
                AttentionWeightLines.Run<TScore, TSimd, TVector>(arguments, cuts.PartOf(arguments, part, sequence, end, 0), scratch);
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

    /// <summary>For each part a line of sums of its own: a bias table, then a score vector; either may be empty.</summary>
    private readonly struct Partials(float* values, int biasCount, int vectorCount, int origin)
    {
        public readonly float* Values = values;

        /// <summary>The gradients with their shared targets in the line of one part, cleared.</summary>
        public AttentionGradients Targets(in AttentionGradients gradients, int part)
        {
            int count = biasCount + vectorCount;
            if (count == 0)
            {
                return gradients;
            }

            float* line = Values + ((long)part * count);
            new Span<float>(line, count).Clear();
            return gradients with
            {
                Bias = biasCount == 0 ? gradients.Bias : line + origin,
                ScoreVector = vectorCount == 0 ? null : line + biasCount,
            };
        }
    }

    private readonly struct BackwardJob<TScore>(
        WorkerPool workers, AttentionArguments arguments, AttentionGradients gradients, Cuts cuts, Partials partials) : IVectorJob
        where TScore : struct, IAttentionScore
    {
        private readonly AttentionArguments arguments = arguments;
        private readonly AttentionGradients gradients = gradients;

        public void Execute<TSimd, TVector>(int part, int worker)
            where TSimd : struct, ISimd<TVector>
            where TVector : unmanaged
        {
            AttentionGradients targets = partials.Targets(gradients, part);
            float* scratch = workers.Scratch(worker, AttentionBackward.ScratchFloats(arguments));
            (int sequence, int end) = cuts.SequencesOf(part);
            for (; sequence < end; sequence++)
            {
                AttentionBackward.Run<TScore, TSimd, TVector>(arguments, targets, cuts.PartOf(arguments, part, sequence, end, 0), scratch);
            }
        }
    }
}
