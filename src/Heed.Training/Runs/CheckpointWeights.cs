using Heed.Models.Checkpoints;
using Heed.Tensors;
using Heed.Tensors.Memory;
using Heed.Tensors.Optimization;

namespace Heed.Training.Runs;

/// <summary>The mean of several checkpoints' weights, read one after another: one block beside the parameters, however many there are.</summary>
public static class CheckpointWeights
{
    /// <summary>
    /// Fills <paramref name="store"/> with the mean of the <c>model.safetensors</c> of these checkpoint folders. Buffers are those of the last of them.
    /// </summary>
    public static void LoadMean(ParameterStore store, IReadOnlyList<string> checkpoints, WorkerPool workers)
    {
        ArgumentNullException.ThrowIfNull(checkpoints);
        using var mean = new ParameterBlock(store, "mean");
        for (int index = 0; index < checkpoints.Count; index++)
        {
            ParameterFile.Load(ModelFolder.Require(checkpoints[index], ModelFolder.Weights), store);
            ParameterUpdate.MoveToward(workers, store, mean, 1f / (index + 1));
        }

        mean.Values.CopyTo(store.AllValues);
    }
}
