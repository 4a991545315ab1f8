using Heed.Tensors.Kernels.Cpu;
using Heed.Tensors.Kernels.Simd;
using Heed.Tensors.Ops;

namespace Heed.Tensors.Kernels.Reference;

/// <summary>The plain-loop twin of <see cref="AttentionKernel"/>, in double precision.</summary>
internal static unsafe class ReferenceAttention
{
    public static void Forward(in AttentionArguments a)
    {
        for (int sequence = 0; sequence < a.Sequences; sequence++)
        {
            var probabilities = new float[a.KeyOffsets[sequence + 1] - a.KeyOffsets[sequence]];
            for (int row = a.QueryOffsets[sequence]; row < a.QueryOffsets[sequence + 1]; row++)
            {
                for (int head = 0; head < a.Heads; head++)
                {
                    float logSumExp = Probabilities(a, a.QueryOffsets[sequence], a.KeyOffsets[sequence], row, head, probabilities);
                    for (int k = 0; k < a.HeadWidth; k++)
                    {
                        double sum = 0;
                        for (int key = a.First[row]; key <= a.Last[row]; key++)
                        {
                            int j = key - a.KeyOffsets[sequence];
                            sum += (double)probabilities[j] * Factor(a, row, head, j) * ValueRow(a, key, head)[k];
                        }

                        a.Output[(row * a.OutputStride) + (head * a.HeadWidth) + k] = (float)sum;
                    }

                    if (a.LogSumExp != null)
                    {
                        a.LogSumExp[(head * a.QueryRows) + row] = logSumExp;
                    }

                    for (int key = a.First[row]; key <= a.Last[row] && a.Weights != null; key++)
                    {
                        int j = key - a.KeyOffsets[sequence];
                        a.Weights[a.BiasOffset(head, row, a.QueryOffsets[sequence]) + j] = probabilities[j] * Factor(a, row, head, j);
                    }
                }
            }
        }
    }

    public static void Backward(in AttentionArguments a, in AttentionGradients g)
    {
        Clear(a, g);
        for (int sequence = 0; sequence < a.Sequences; sequence++)
        {
            int keys = a.KeyOffsets[sequence + 1] - a.KeyOffsets[sequence];
            var p = new float[keys];
            var dp = new double[keys];
            for (int row = a.QueryOffsets[sequence]; row < a.QueryOffsets[sequence + 1]; row++)
            {
                for (int head = 0; head < a.Heads; head++)
                {
                    Probabilities(a, a.QueryOffsets[sequence], a.KeyOffsets[sequence], row, head, p);
                    float* dOutput = g.Output + (row * g.OutputStride) + (head * a.HeadWidth);
                    double delta = 0;
                    for (int key = a.First[row]; key <= a.Last[row]; key++)
                    {
                        int j = key - a.KeyOffsets[sequence];
                        double added = g.Weights == null ? 0 : g.Weights[a.BiasOffset(head, row, a.QueryOffsets[sequence]) + j];
                        dp[j] = Factor(a, row, head, j) * (Dot(dOutput, ValueRow(a, key, head), a.HeadWidth) + added);
                        delta += p[j] * dp[j];
                    }

                    for (int key = a.First[row]; key <= a.Last[row]; key++)
                    {
                        int j = key - a.KeyOffsets[sequence];
                        double ds = p[j] * (dp[j] - delta) * a.Scale;
                        if (g.Bias != null)
                        {
                            g.Bias[a.BiasOffset(head, row, a.QueryOffsets[sequence]) + j] += (float)(p[j] * (dp[j] - delta));
                        }

                        nint shared = head / a.Group * (nint)a.HeadWidth;
                        float* query = QueryRow(a, row, head);
                        for (int k = 0; k < a.HeadWidth; k++)
                        {
                            (double ofQuery, double ofKey) = ScoreGradient(a, head, query[k], KeyRow(a, key, head)[k], k);
                            g.Query[(row * g.QueryStride) + (head * a.HeadWidth) + k] += (float)(ds * ofQuery);
                            g.Key[(key * g.KeyStride) + shared + k] += (float)(ds * ofKey);
                            if (g.ScoreVector != null)
                            {
                                g.ScoreVector[(head * a.HeadWidth) + k] += (float)(ds * Math.Tanh(query[k] + KeyRow(a, key, head)[k]));
                            }

                            g.Value[(key * g.ValueStride) + shared + k] += p[j] * Factor(a, row, head, j) * dOutput[k];
                        }
                    }
                }
            }
        }
    }

    /// <summary>
    /// The probabilities of one query row and head over its sequence's keys, before dropout; returns the log-sum-exp of its scores.
    /// The sequence begins at <paramref name="firstRow"/> and <paramref name="firstKey"/>.
    /// </summary>
    public static float Probabilities(in AttentionArguments a, int firstRow, int firstKey, int row, int head, Span<float> target)
    {
        target.Clear();
        float* bias = a.BiasOf(head, row, firstRow);
        double maximum = double.NegativeInfinity;
        for (int key = a.First[row]; key <= a.Last[row]; key++)
        {
            maximum = Math.Max(maximum, Score(a, row, key, head, bias, firstKey));
        }

        double sum = 0;
        for (int key = a.First[row]; key <= a.Last[row] && maximum != double.NegativeInfinity; key++)
        {
            sum += Math.Exp(Score(a, row, key, head, bias, firstKey) - maximum);
        }

        for (int key = a.First[row]; key <= a.Last[row] && sum != 0; key++)
        {
            target[key - firstKey] = (float)(Math.Exp(Score(a, row, key, head, bias, firstKey) - maximum) / sum);
        }

        return sum == 0 ? float.PositiveInfinity : (float)(maximum + Math.Log(sum));
    }

    /// <summary>Everything that one sequence's attention computes on the way to its weights.</summary>
    public static AttentionWeights OpenUp(in AttentionArguments a, int sequence)
    {
        (int firstRow, int firstKey) = (a.QueryOffsets[sequence], a.KeyOffsets[sequence]);
        (int rows, int keys) = (a.QueryOffsets[sequence + 1] - firstRow, a.KeyOffsets[sequence + 1] - firstKey);
        var products = new float[a.Heads * rows * keys];
        var weights = new float[products.Length];
        float[]? biases = a.Bias == null ? null : new float[products.Length];
        for (int line = 0; line < a.Heads * rows; line++)
        {
            (int head, int row) = (line / rows, firstRow + (line % rows));
            Probabilities(a, firstRow, firstKey, row, head, weights.AsSpan(line * keys, keys));
            for (int key = 0; key < keys; key++)
            {
                products[(line * keys) + key] = (float)Score(a, head, QueryRow(a, row, head), KeyRow(a, firstKey + key, head));
            }

            if (biases is not null)
            {
                new ReadOnlySpan<float>(a.BiasOf(head, row, firstRow), keys).CopyTo(biases.AsSpan(line * keys));
            }
        }

        return new AttentionWeights(a.Heads, rows, keys, weights)
        {
            Products = products,
            Bias = biases,
            Scale = a.Scale,
            First = Places(a.First + firstRow, rows, firstKey),
            Last = Places(a.Last + firstRow, rows, firstKey),
        };
    }

    private static int[] Places(int* keys, int rows, int firstKey)
    {
        int[] places = new ReadOnlySpan<int>(keys, rows).ToArray();
        for (int row = 0; row < rows; row++)
        {
            places[row] -= firstKey;
        }

        return places;
    }

    private static double Score(in AttentionArguments a, int row, int key, int head, float* bias, int firstKey) =>
        (Score(a, head, QueryRow(a, row, head), KeyRow(a, key, head)) * a.Scale) + (bias == null ? 0 : bias[key - firstKey]);

    // q · k, or v · tanh(q + k).
    private static double Score(in AttentionArguments a, int head, float* query, float* key)
    {
        double score = a.ScoreVector == null ? Dot(query, key, a.HeadWidth) : 0;
        for (int k = 0; k < a.HeadWidth && a.ScoreVector != null; k++)
        {
            score += a.ScoreVector[(head * a.HeadWidth) + k] * Math.Tanh(query[k] + key[k]);
        }

        return score;
    }

    // The derivatives of a score by an element of its query and of its key.
    private static (double OfQuery, double OfKey) ScoreGradient(in AttentionArguments a, int head, float query, float key, int k)
    {
        double height = Math.Tanh(query + key);
        double slope = a.ScoreVector == null ? 0 : a.ScoreVector[(head * a.HeadWidth) + k] * (1 - (height * height));
        return a.ScoreVector == null ? (key, query) : (slope, slope);
    }

    private static void Clear(in AttentionArguments a, in AttentionGradients g)
    {
        int queryRows = a.QueryOffsets[a.Sequences];
        int keyRows = a.KeyOffsets[a.Sequences];
        for (int row = a.QueryOffsets[0]; row < queryRows && !g.AccumulateQuery; row++)
        {
            new Span<float>(g.Query + (row * g.QueryStride), a.Heads * a.HeadWidth).Clear();
        }

        for (int row = a.KeyOffsets[0]; row < keyRows; row++)
        {
            new Span<float>(g.Key + (row * g.KeyStride), g.AccumulateKey ? 0 : a.KeyValueHeads * a.HeadWidth).Clear();
            new Span<float>(g.Value + (row * g.ValueStride), g.AccumulateValue ? 0 : a.KeyValueHeads * a.HeadWidth).Clear();
        }
    }

    private static float Factor(in AttentionArguments a, int row, int head, int j)
    {
        uint rowKey = DropoutHash.Hash(a.Dropout.Key, (uint)((row * a.Heads) + head));
        return a.Dropout.IsOff || DropoutHash.Hash(rowKey, (uint)j) >= a.Dropout.Threshold ? a.Dropout.Scale : 0;
    }

    private static float* QueryRow(in AttentionArguments a, int row, int head) => a.Query + (row * a.QueryStride) + (head * a.HeadWidth);

    private static float* KeyRow(in AttentionArguments a, int key, int head) => a.Key + (key * a.KeyStride) + (head / a.Group * a.HeadWidth);

    private static float* ValueRow(in AttentionArguments a, int key, int head) => a.Value + (key * a.ValueStride) + (head / a.Group * a.HeadWidth);

    private static double Dot(float* left, float* right, int count)
    {
        double sum = 0;
        for (int index = 0; index < count; index++)
        {
            sum += (double)left[index] * right[index];
        }

        return sum;
    }
}
