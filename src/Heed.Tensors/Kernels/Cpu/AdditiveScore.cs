using Heed.Tensors.Kernels.Simd;

namespace Heed.Tensors.Kernels.Cpu;

/// <summary>
/// score = v · tanh(q + k) with a vector v (K) for each head (Bahdanau, Cho and Bengio, 2015, §A.1.2). The K tanh of a pair are computed where they are
/// needed, once for the score and once for each of the two gradients: nothing is kept that grows with the square of the length.
/// </summary>
/// <remarks>
/// ∂score/∂q = ∂score/∂k = v ∘ (1 − tanh²), ∂score/∂v = tanh. Scores run in vectors over keys, gradients in vectors over K; in both, each element is one chain
/// in the order of the inner index, whatever the shape.
/// </remarks>
internal readonly unsafe struct AdditiveScore : IAttentionScore
{
    public static void Scores<TSimd, TVector>(
        LeftFactor queries, int rows, int width, float* keys, nint keyStride, int count, float* target, nint stride, float* vector)
        where TSimd : struct, ISimd<TVector>
        where TVector : unmanaged
    {
        for (int row = 0; row < rows; row++)
        {
            for (int at = 0; at < count; at += TSimd.Width)
            {
                Row<TSimd, TVector>(queries.Data + (row * queries.Row), keys + at, keyStride, width, target + (row * stride) + at, vector);
            }
        }
    }

    public static void Gradients<TSimd, TVector>(
        LeftFactor gradients, int rows, int inner, float* other, nint otherStride, int width, float* target, nint stride, bool add, in ScoreRows own)
        where TSimd : struct, ISimd<TVector>
        where TVector : unmanaged
    {
        for (int row = 0; row < rows; row++)
        {
            float* factors = gradients.Data + (row * gradients.Row);
            for (int column = 0; column < width; column += TSimd.Width)
            {
                int count = width - column;
                TVector self = Lanes.Load<TSimd, TVector>(own.Data + (row * own.Stride) + column, count);
                Sum<TSimd, TVector>(factors, gradients.Inner, inner, self, other + column, otherStride, count, out TVector slopes, out TVector heights);
                if (target != null)
                {
                    TVector v = Lanes.Load<TSimd, TVector>(own.Vector + column, count);
                    Lanes.Write<TSimd, TVector>(TSimd.Multiply(v, slopes), target + (row * stride) + column, count, add);
                }

                if (own.VectorGradient != null)
                {
                    Lanes.Write<TSimd, TVector>(heights, own.VectorGradient + column, count, accumulate: true);
                }
            }
        }
    }

    private static void Row<TSimd, TVector>(float* query, float* keys, nint stride, int width, float* target, float* vector)
        where TSimd : struct, ISimd<TVector>
        where TVector : unmanaged
    {
        TVector score = TSimd.Zero;
        for (int k = 0; k < width; k++)
        {
            TVector height = VectorMath.Tanh<TSimd, TVector>(TSimd.Add(TSimd.Create(query[k]), TSimd.Load(keys + (k * stride))));
            score = TSimd.MultiplyAdd(TSimd.Create(vector[k]), height, score);
        }

        TSimd.Store(score, target);
    }

    // slopes = Σ factor · (1 − tanh²), heights = Σ factor · tanh, over the other rows.
    private static void Sum<TSimd, TVector>(
        float* factors, nint step, int inner, TVector self, float* other, nint stride, int count, out TVector slopes, out TVector heights)
        where TSimd : struct, ISimd<TVector>
        where TVector : unmanaged
    {
        TVector one = TSimd.Create(1);
        (slopes, heights) = (TSimd.Zero, TSimd.Zero);
        for (int index = 0; index < inner; index++)
        {
            TVector factor = TSimd.Create(factors[index * step]);
            TVector height = VectorMath.Tanh<TSimd, TVector>(TSimd.Add(self, Lanes.Load<TSimd, TVector>(other + (index * stride), count)));
            heights = TSimd.MultiplyAdd(factor, height, heights);
            slopes = TSimd.MultiplyAdd(factor, TSimd.Subtract(one, TSimd.Multiply(height, height)), slopes);
        }
    }
}
