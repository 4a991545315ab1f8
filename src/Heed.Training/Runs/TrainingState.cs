using System.Text.Json.Serialization;
using Heed.Text;

namespace Heed.Training.Runs;

/// <summary>
/// <c>training/state.json</c> of a checkpoint: everything beside weights and moments that the next step depends on. There is no random
/// state: order and dropout are functions of seed and position.
/// </summary>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
internal sealed record TrainingState
{
    public const int CurrentFormat = 1;

    /// <summary>The version of this file's layout.</summary>
    public required int Format { get; init; }

    public required TrainingPosition Position { get; init; }

    /// <summary>Of training, over all sessions of the run.</summary>
    public required double ElapsedSeconds { get; init; }

    /// <summary>Bytes of <c>metrics.jsonl</c> that belong to this checkpoint; later ones are written again.</summary>
    public required long MetricsLength { get; init; }

    public required RunRecord Record { get; init; }

    public required ulong Seed { get; init; }

    public required int BatchTokens { get; init; }

    public required bool BatchByLength { get; init; }

    public required string DataFingerprint { get; init; }

    /// <summary>Holds the state to the run that wants to go on from it.</summary>
    /// <exception cref="UserException">The run would not be the same one.</exception>
    public void RequireSameRun(string path, TrainingOptions options, ITrainingTask task)
    {
        if (Format != CurrentFormat)
        {
            throw new UserException($"{path} has the layout {Format} and this version of Heed knows {CurrentFormat}: resume with the version that wrote it.");
        }

        Require(path, "training.seed", Seed, options.Seed);
        Require(path, "training.batch_tokens", BatchTokens, options.BatchTokens);
        Require(path, "training.batch_by_length", BatchByLength, options.BatchByLength);
        if (DataFingerprint != task.DataFingerprint)
        {
            throw new UserException($"{path}: the run began with other training data or another tokenizer; resume with the same, or start anew in another folder.");
        }
    }

    private static void Require<T>(string path, string key, T saved, T given)
        where T : IEquatable<T>
    {
        if (!saved.Equals(given))
        {
            throw new UserException($"{path}: the run began with {key} {saved} and cannot go on with {given}; set it back, or start anew in another folder.");
        }
    }
}
