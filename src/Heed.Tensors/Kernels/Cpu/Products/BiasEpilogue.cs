using Heed.Tensors.Kernels.Simd;

namespace Heed.Tensors.Kernels.Cpu.Products;

/// <summary>
/// result = dropout(f(tile + bias)), where <paramref name="bias"/> (N) may be null and the product has <paramref name="columns"/> columns in
/// all. The result replaces the tile; or, if <paramref name="result"/> (M, N) is given, goes there, and tile + bias stays for the backward pass.
/// </summary>
internal readonly unsafe struct BiasEpilogue<TFunction>(float* bias, int columns, DropoutMask dropout, float* result = null) : ITileEpilogue
    where TFunction : struct, IActivationFunction
{
    public void Apply<TSimd, TVector>(float* tile, int stride, int row, int column, int rows, int width)
        where TSimd : struct, ISimd<TVector>
        where TVector : unmanaged
    {
        bool drops = !dropout.IsOff;
        var mask = new DropoutLanes<TSimd, TVector>(dropout);
        float* shift = bias is null ? null : bias + column;
        for (int line = 0; line < rows; line++)
        {
            long start = ((long)(row + line) * columns) + column;
            float* source = tile + ((long)line * stride);
            float* target = result is null ? source : result + start;
            for (int index = 0; index < width; index += TSimd.Width)
            {
                int count = width - index;
                TVector value = Lanes.Load<TSimd, TVector>(source + index, count);
                if (shift is not null)
                {
                    value = TSimd.Add(value, Lanes.Load<TSimd, TVector>(shift + index, count));
                }

                if (target != source)
                {
                    Lanes.Store<TSimd, TVector>(value, source + index, count);
                }

                value = TFunction.Value<TSimd, TVector>(value);
                if (drops)
                {
                    value = TSimd.Multiply(value, mask.Factors((uint)(start + index)));
                }

                Lanes.Store<TSimd, TVector>(value, target + index, count);
            }
        }
    }
}
