using Heed.Tensors;

namespace Heed.Training.Tests.Support;

/// <summary>
/// Linear regression y = W·x + b towards a fixed W and b on made-up rows, with gradients by hand: ½‖W·x + b − y‖² summed over the rows of a
/// batch. Every batch is a function of (epoch, batch), as the trainer demands.
/// </summary>
internal sealed class ToyTask : ITrainingTask, IDisposable
{
    private const int Inputs = 5;
    private const int Outputs = 3;

    private readonly Parameter weight;
    private readonly Parameter bias;

    public ToyTask()
    {
        weight = Parameters.Add("linear.weight", new Shape(Outputs, Inputs), Fill);
        bias = Parameters.Add("linear.bias", new Shape(Outputs), Fill);
        Parameters.Allocate(withGradients: true);
        Parameters.Initialize(3);
    }

    public ParameterStore Parameters { get; } = new();

    public int Width => 64;

    public string DataFingerprint { get; init; } = "toy";

    public int BatchesPerEpoch { get; init; } = 7;

    /// <summary>Multiplies the loss of the batch of this number in the run; NaN breaks training there.</summary>
    public (int Batch, float Factor)? Disturbed { get; init; }

    /// <summary>What validation says instead of the loss, one after another; the last one stays.</summary>
    public double[]? Script { get; init; }

    /// <summary>Called at the beginning of each validation.</summary>
    public Action? Validating { get; init; }

    public bool HasValidation { get; init; } = true;

    public int Validations { get; private set; }

    public int CountBatches(int epoch) => BatchesPerEpoch + (epoch % 2);

    public BatchLoss AddGradients(Workspace workspace, int epoch, int batch)
    {
        float factor = Disturbed is { } disturbed && (epoch * BatchesPerEpoch) + batch == disturbed.Batch ? disturbed.Factor : 1;
        return Rows((epoch * 1000) + batch, 4 + (batch % 3), factor, withGradients: true);
    }

    public ValidationScores Validate(Workspace workspace, CancellationToken cancellation)
    {
        Validating?.Invoke();
        cancellation.ThrowIfCancellationRequested();
        ValidationScores scores = ValidationScores.Of(Rows(-1, 32, 1, withGradients: false));
        double? scripted = Script?[Math.Min(Validations, Script.Length - 1)];
        Validations++;
        return scripted is { } value ? new ValidationScores([new("loss", scores["loss"]), new("bleu", value)]) : scores;
    }

    public void Dispose() => Parameters.Dispose();

    private static void Fill(Span<float> values, ulong seed)
    {
        var random = new Random((int)seed);
        foreach (ref float value in values)
        {
            value = random.NextSingle() - 0.5f;
        }
    }

    private BatchLoss Rows(int seed, int rows, float factor, bool withGradients)
    {
        var random = new Random(seed);
        double loss = 0;
        Span<float> x = stackalloc float[Inputs];
        for (int row = 0; row < rows; row++)
        {
            foreach (ref float value in x)
            {
                value = (random.NextSingle() * 2) - 1;
            }

            for (int output = 0; output < Outputs; output++)
            {
                float error = bias.Values[output] - output;
                for (int input = 0; input < Inputs; input++)
                {
                    error += (weight.Values[(output * Inputs) + input] - (output - input)) * x[input];
                }

                error *= factor;
                loss += 0.5 * error * error;
                if (withGradients)
                {
                    bias.Gradients[output] += error;
                    for (int input = 0; input < Inputs; input++)
                    {
                        weight.Gradients[(output * Inputs) + input] += error * x[input];
                    }
                }
            }
        }

        return new BatchLoss(loss, loss, rows);
    }
}
