using Heed.Tensors.Kernels.Cpu.Recurrence;

namespace Heed.Tensors.Kernels.Reference;

/// <summary>Plain loops in double for <see cref="LstmCell"/> and <see cref="GruCell"/>: one time step.</summary>
internal static unsafe class ReferenceRecurrence
{
    public static void Lstm(in RecurrentArrays arrays, in RecurrentStep step)
    {
        for (int rank = 0; rank < step.Live; rank++)
        {
            var row = new Row(arrays, step, rank);
            for (int k = 0; k < arrays.Width; k++)
            {
                (double i, double f) = (Sigmoid(row.Sum(0, k)), Sigmoid(row.Sum(1, k)));
                (double g, double o) = (Math.Tanh(row.Sum(2, k)), Sigmoid(row.Sum(3, k)));
                double cell = (f * row.CellBefore[k]) + (i * g);
                double hidden = o * Math.Tanh(cell);
                row.Store(k, i, f, g, o);
                row.CellAfter[k] = (float)cell;
                row.Output[k] = row.HiddenAfter[k] = (float)hidden;
                if (rank >= step.NextLive)
                {
                    arrays.FinalState(rank)[arrays.Width + k] = (float)cell;
                }
            }
        }
    }

    public static void LstmBackward(in RecurrentArrays arrays, in RecurrentGradients gradients, in RecurrentStep step)
    {
        for (int rank = 0; rank < step.Live; rank++)
        {
            var row = new Row(arrays, step, rank);
            var to = new RecurrentRowGradients(arrays, gradients, step, rank);
            for (int k = 0; k < arrays.Width; k++)
            {
                (double i, double f, double g, double o) = (row.Gate(0, k), row.Gate(1, k), row.Gate(2, k), row.Gate(3, k));
                double hidden = to.Hidden[k] + (to.Output is null ? 0 : to.Output[k]);
                double tanh = Math.Tanh(row.CellAfter[k]);
                double cell = to.Cell[k] + (hidden * o * (1 - (tanh * tanh)));
                to.Cell[k] = (float)(cell * f);
                double[] sums = [cell * g * i * (1 - i), cell * row.CellBefore[k] * f * (1 - f), cell * i * (1 - (g * g)), hidden * tanh * o * (1 - o)];
                Store(to, arrays.Width, k, sums, sums);
            }
        }
    }

    public static void Gru(in RecurrentArrays arrays, in RecurrentStep step)
    {
        for (int rank = 0; rank < step.Live; rank++)
        {
            var row = new Row(arrays, step, rank);
            for (int k = 0; k < arrays.Width; k++)
            {
                (double r, double z) = (Sigmoid(row.Sum(0, k)), Sigmoid(row.Sum(1, k)));
                double past = row.Recurrent(2, k);
                double n = Math.Tanh(row.Input[(2 * arrays.Width) + k] + (r * past));
                row.Store(k, r, z, past);
                row.CellAfter[k] = (float)n;
                row.Output[k] = row.HiddenAfter[k] = (float)(((1 - z) * n) + (z * row.HiddenBefore[k]));
            }
        }
    }

    public static void GruBackward(in RecurrentArrays arrays, in RecurrentGradients gradients, in RecurrentStep step)
    {
        for (int rank = 0; rank < step.Live; rank++)
        {
            var row = new Row(arrays, step, rank);
            var to = new RecurrentRowGradients(arrays, gradients, step, rank);
            for (int k = 0; k < arrays.Width; k++)
            {
                (double r, double z, double past, double n) = (row.Gate(0, k), row.Gate(1, k), row.Gate(2, k), row.CellAfter[k]);
                double hidden = to.Hidden[k] + (to.Output is null ? 0 : to.Output[k]);
                double candidate = hidden * (1 - z) * (1 - (n * n));
                double reset = candidate * past * r * (1 - r);
                double update = hidden * (row.HiddenBefore[k] - n) * z * (1 - z);
                to.Hidden[k] = (float)(hidden * z);
                Store(to, arrays.Width, k, [reset, update, candidate], [reset, update, candidate * r]);
            }
        }
    }

    private static double Sigmoid(double x) => 1 / (1 + Math.Exp(-x));

    private static void Store(in RecurrentRowGradients to, int width, int k, double[] input, double[] product)
    {
        for (int gate = 0; gate < input.Length; gate++)
        {
            int place = (gate * width) + k;
            to.Gates[place] = (float)product[gate];
            if (to.Input is not null)
            {
                to.Input[place] = (float)(input[gate] + (to.AddsToInput ? to.Input[place] : 0));
            }
        }
    }

    private readonly struct Row(in RecurrentArrays arrays, in RecurrentStep step, int rank)
    {
        private readonly int width = arrays.Width;
        private readonly float* bias = arrays.Bias;
        private readonly float* product = arrays.Product + ((long)(step.First + rank) * arrays.GateWidth);
        private readonly float* gates = arrays.Gates + ((long)(step.First + rank) * arrays.GateWidth);

        public readonly float* Input = arrays.InputRow(step, rank);
        public readonly float* HiddenBefore = arrays.Hidden + ((long)(step.First + rank) * arrays.Width);
        public readonly float* HiddenAfter = arrays.HiddenAfter(step, rank);
        public readonly float* CellBefore = arrays.Cell + ((long)(step.Before + rank) * arrays.Width);
        public readonly float* CellAfter = arrays.Cell + ((long)(step.After + rank) * arrays.Width);
        public readonly float* Output = arrays.OutputRow(step, rank);

        public double Recurrent(int gate, int k) => product[(gate * width) + k] + (bias is null ? 0d : bias[(gate * width) + k]);

        public double Sum(int gate, int k) => Input[(gate * width) + k] + Recurrent(gate, k);

        public double Gate(int gate, int k) => gates[(gate * width) + k];

        public void Store(int k, params ReadOnlySpan<double> values)
        {
            for (int gate = 0; gate < values.Length; gate++)
            {
                gates[(gate * width) + k] = (float)values[gate];
            }
        }
    }
}
