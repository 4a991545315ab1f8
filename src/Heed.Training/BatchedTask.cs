using Heed.Models;
using Heed.Tensors;
using Heed.Tensors.Ops;

namespace Heed.Training;

/// <summary>What tasks have in common: a model that learns from batches and is validated on others. A task says what the loss of a batch is.</summary>
public abstract class BatchedTask : ITrainingTask
{
    private readonly Model model;

    /// <summary>A task on <paramref name="model"/>, which it takes over and which has memory for gradients.</summary>
    protected BatchedTask(Model model, TrainingOptions options)
    {
        ArgumentNullException.ThrowIfNull(model);
        ArgumentNullException.ThrowIfNull(options);
        this.model = model;
        LossOptions = new LossOptions(options.LabelSmoothing, 1);
    }

    public ParameterStore Parameters => model.Parameters;

    public int Width => model.Width;

    public virtual string Unit => "tokens";

    public abstract string DataFingerprint { get; }

    public bool HasValidation => ValidationBatches > 0;

    /// <summary>Summed over targets, with the label smoothing of the recipe.</summary>
    protected LossOptions LossOptions { get; }

    /// <summary>How many batches are held back; 0: none.</summary>
    protected abstract int ValidationBatches { get; }

    public abstract int CountBatches(int epoch);

    public BatchLoss AddGradients(Workspace workspace, int epoch, int batch)
    {
        ArgumentNullException.ThrowIfNull(workspace);
        (Tensor loss, BatchLoss sum) = TrainingLoss(workspace, epoch, batch);
        workspace.Backward(loss);
        return sum;
    }

    public ValidationScores Validate(Workspace workspace, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(workspace);
        if (!HasValidation)
        {
            throw new InvalidOperationException("There are no validation data.");
        }

        BeginValidation();
        BatchLoss total = default;
        for (int batch = 0; batch < ValidationBatches; batch++)
        {
            cancellation.ThrowIfCancellationRequested();
            workspace.BeginInferenceStep();
            total += ValidationLoss(workspace, batch);
        }

        return Scores(total, workspace, cancellation);
    }

    public void Dispose()
    {
        Dispose(disposing: true);
        GC.SuppressFinalize(this);
    }

    /// <summary>What a cross-entropy contributes.</summary>
    protected static BatchLoss Summary(in CrossEntropyResult result) => new(result.SmoothedSum, result.NegativeLogLikelihood, result.Count);

    /// <summary>What to go back from for one batch of training, and what it contributes.</summary>
    protected abstract (Tensor Loss, BatchLoss Sum) TrainingLoss(Workspace workspace, int epoch, int batch);

    /// <summary>What one batch that is held back contributes; a task that counts more than losses counts it here.</summary>
    protected abstract BatchLoss ValidationLoss(Workspace workspace, int batch);

    /// <summary>Forgets what was counted in an earlier validation.</summary>
    protected virtual void BeginValidation()
    {
    }

    /// <summary>All scores, once every batch has been seen.</summary>
    protected virtual ValidationScores Scores(BatchLoss total, Workspace workspace, CancellationToken cancellation) => ValidationScores.Of(total);

    protected virtual void Dispose(bool disposing) => model.Dispose();
}
