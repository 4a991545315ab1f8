using Heed.Tensors;

namespace Heed.Training;

/// <summary>
/// What is trained, and on what: a model with its data. The trainer knows nothing else, so translation, language models and image
/// classifiers train alike.
/// </summary>
public interface ITrainingTask : IDisposable
{
    /// <summary>The model's parameters, allocated with gradients.</summary>
    ParameterStore Parameters { get; }

    /// <summary>D, the model's width, which the paper's schedule scales by.</summary>
    int Width { get; }

    /// <summary>What its targets are, in the plural: speeds are counted in these.</summary>
    string Unit => "tokens";

    /// <summary>Changes whenever the data or their order would: a run can go on only with the batches that it began with.</summary>
    string DataFingerprint { get; }

    /// <summary>How many batches an epoch, counted from 0, has; at least 1, and always the same for the same epoch.</summary>
    int CountBatches(int epoch);

    /// <summary>
    /// Runs one batch forward and back in the training step that <paramref name="workspace"/> is in, and adds the gradients of the summed,
    /// not averaged, loss to the parameters' gradients. Must do the same for the same (epoch, batch), in any order of calls.
    /// </summary>
    BatchLoss AddGradients(Workspace workspace, int epoch, int batch);

    /// <summary>Whether there are data held back, so that <see cref="Validate"/> may be called.</summary>
    bool HasValidation { get; }

    /// <summary>Measures the current parameters on data held back.</summary>
    /// <exception cref="OperationCanceledException">The user does not want to wait.</exception>
    ValidationScores Validate(Workspace workspace, CancellationToken cancellation);
}
