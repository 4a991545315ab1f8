namespace Heed.Tensors.Kernels.Reference;

/// <summary>Plain loops in double for <see cref="Cpu.Gated"/>.</summary>
internal static unsafe class ReferenceGated
{
    public static void Forward(Activation activation, float* input, float* output, in Cpu.Gated.GatedRows rows)
    {
        for (int row = 0; row < rows.Rows; row++)
        {
            for (int column = 0; column < rows.Columns; column++)
            {
                long index = ((long)row * rows.Columns) + column;
                float* gate = input + (2L * row * rows.Columns) + column;
                output[index] = (float)(ReferenceActivations.Value(activation, gate[0]) * gate[rows.Columns] * ReferenceDropout.Factor(rows.Dropout, index));
            }
        }
    }

    public static void Backward(Activation activation, in Cpu.Gated.GatedGradients gradients, in Cpu.Gated.GatedRows rows)
    {
        for (int row = 0; row < rows.Rows; row++)
        {
            for (int column = 0; column < rows.Columns; column++)
            {
                long index = ((long)row * rows.Columns) + column;
                long place = (2L * row * rows.Columns) + column;
                (double gate, double up) = (gradients.Input[place], gradients.Input[place + rows.Columns]);
                double upper = gradients.OutputGradient[index] * (double)ReferenceDropout.Factor(rows.Dropout, index);
                double old = gradients.Adds ? 1 : 0;
                gradients.InputGradient[place] = (float)((upper * up * ReferenceActivations.Slope(activation, gate)) + (old * gradients.InputGradient[place]));
                long upPlace = place + rows.Columns;
                gradients.InputGradient[upPlace] = (float)((upper * ReferenceActivations.Value(activation, gate)) + (old * gradients.InputGradient[upPlace]));
            }
        }
    }
}
