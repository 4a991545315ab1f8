using Heed.Models.Checkpoints;
using Heed.Text;
using Heed.Training.Runs;
using Heed.Training.Tests.Support;

namespace Heed.Training.Tests.Runs;

/// <summary>However a run is stopped, it goes on as if it had not been: same losses, same metrics, same model, bit for bit.</summary>
public sealed class ResumeTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    public static TheoryData<TrainingOptions> Variants =>
    [
        ToyRun.Options,
        ToyRun.Options with { EmaDecay = 0, AverageLast = 1 },
        ToyRun.Options with { CheckpointEvery = 1, Accumulate = 1, EarlyStopping = new() { Patience = 3 } },
    ];

    [Theory]
    [MemberData(nameof(Variants))]
    public void A_run_interrupted_after_any_step_goes_on_exactly(TrainingOptions options)
    {
        var whole = new RunRecorder();
        ToyRun.Run(folder.File("whole"), options, observer: whole);
        for (int stop = 1; stop < 20; stop += 2)
        {
            string path = folder.File($"stopped-{stop}");
            using var cancel = new CancellationTokenSource();
            var recorder = new RunRecorder { AfterStep = step => CancelAt(cancel, step, stop) };
            TrainingResult interrupted = ToyRun.Run(path, options, observer: recorder, stop: cancel);
            Assert.Equal((TrainingOutcome.Interrupted, (long)stop), (interrupted.Outcome, interrupted.Step));
            Assert.Equal(ModelFolder.CheckpointPath(path, stop), interrupted.ModelPath);
            Assert.True(File.Exists(Path.Combine(interrupted.ModelPath, ModelFolder.Weights)));
            Assert.False(File.Exists(Path.Combine(path, ModelFolder.Weights)));

            var resumed = new RunRecorder();
            ToyRun.Run(path, options, resume: true, observer: resumed);
            Assert.Equal($"start {stop} step-{stop}", resumed.Events[0]);
            Assert.Equal(whole.Losses, recorder.Losses.Concat(resumed.Losses).ToDictionary());
            Assert.Equal(ToyRun.Essence(folder.File("whole")), ToyRun.Essence(path));
        }
    }

    [Fact]
    public void An_interruption_during_validation_is_caught_up_on()
    {
        ToyRun.Run(folder.File("whole"), ToyRun.Options);
        using var cancel = new CancellationTokenSource();
        int validations = 0;
        var task = new ToyTask { Validating = () => CancelAt(cancel, ++validations, 3) };
        TrainingResult interrupted = ToyRun.Run(folder.File("stopped"), ToyRun.Options, task: task, stop: cancel);
        Assert.Equal((TrainingOutcome.Interrupted, 12L), (interrupted.Outcome, interrupted.Step));

        var recorder = new RunRecorder();
        ToyRun.Run(folder.File("stopped"), ToyRun.Options, resume: true, observer: recorder);
        Assert.StartsWith("validated 12", recorder.Events[1], StringComparison.Ordinal);
        Assert.Equal(ToyRun.Essence(folder.File("whole")), ToyRun.Essence(folder.File("stopped")));
    }

    [Fact]
    public void A_run_that_died_at_any_change_of_the_disk_goes_on_exactly()
    {
        ToyRun.Run(folder.File("whole"), ToyRun.Options);
        string expected = ToyRun.Essence(folder.File("whole"));
        var dead = new List<string>();
        using (var run = new RunFolder(folder.File("run")))
        {
            // What the disk holds at this moment is what a kill would leave.
            run.BeforeChange = what =>
            {
                string path = folder.File($"dead-{dead.Count}-{what}");
                TemporaryFolder.Copy(run.Path, path);
                dead.Add(path);
            };
            ToyRun.Run(run, ToyRun.Options);
        }

        Assert.True(dead.Count > 40, $"Only {dead.Count} changes were seen.");
        foreach (string path in dead)
        {
            bool hasCheckpoint = Directory.Exists(Path.Combine(path, "checkpoints")) && ModelFolder.FindCheckpoints(path).Count > 0;
            ToyRun.Run(path, ToyRun.Options, resume: hasCheckpoint);
            Assert.Equal(expected, ToyRun.Essence(path));
            Assert.Empty(Directory.EnumerateFileSystemEntries(path, "*.partial", SearchOption.AllDirectories));
        }
    }

    [Fact]
    public void A_full_disk_at_any_change_is_explained_and_the_run_goes_on_from_the_last_checkpoint()
    {
        ToyRun.Run(folder.File("whole"), ToyRun.Options);
        string path = folder.File("run");
        bool resume = false;
        for (int failAt = 1; ; failAt++)
        {
            int changes = 0;
            using var run = new RunFolder(path) { BeforeChange = _ => FailAt(++changes, 3 + (failAt % 11)) };
            try
            {
                ToyRun.Run(run, ToyRun.Options, resume);
                break;
            }
            catch (UserException exception)
            {
                Assert.Contains("No space left on device", exception.Message, StringComparison.Ordinal);
                Assert.True(failAt < 200, "The run gets nowhere.");
                resume = run.LastResumable is not null;
                Assert.Contains(resume ? $"the last good checkpoint is {run.LastResumable}" : "there is no earlier checkpoint", exception.Message, StringComparison.Ordinal);
            }
        }

        Assert.Equal(ToyRun.Essence(folder.File("whole")), ToyRun.Essence(path));
    }

    [Fact]
    public void A_finished_run_can_be_trained_further()
    {
        TrainingOptions options = ToyRun.Options with { ValidateEvery = 10, Schedule = new Training.Schedules.ConstantSchedule() };
        ToyRun.Run(folder.File("whole"), options with { MaxSteps = 40 });
        ToyRun.Run(folder.File("parts"), options);
        ToyRun.Run(folder.File("parts"), options with { MaxSteps = 40 }, resume: true);
        Assert.Equal(ToyRun.Essence(folder.File("whole")), ToyRun.Essence(folder.File("parts")));
    }

    [Fact]
    public void Another_seed_other_batches_or_other_data_are_refused()
    {
        ToyRun.Run(folder.Path, ToyRun.Options);
        AssertRefused("the run began with training.seed 1 and cannot go on with 2", ToyRun.Options with { Seed = 2 }, "toy");
        AssertRefused("the run began with training.batch_tokens 4096 and cannot go on with 5", ToyRun.Options with { BatchTokens = 5 }, "toy");
        AssertRefused("the run began with training.batch_by_length True and cannot go on with False", ToyRun.Options with { BatchByLength = false }, "toy");
        AssertRefused("the run began with other training data", ToyRun.Options, "other");
    }

    [Fact]
    public void A_damaged_state_or_moment_file_is_named()
    {
        ToyRun.Run(folder.Path, ToyRun.Options);
        string training = Path.Combine(ModelFolder.CheckpointPath(folder.Path, 20), "training");
        byte[] moments = File.ReadAllBytes(Path.Combine(training, "optimizer.safetensors"));
        File.WriteAllBytes(Path.Combine(training, "optimizer.safetensors"), moments[..^1]);
        AssertRefused("optimizer.safetensors is truncated", ToyRun.Options, "toy");
        File.WriteAllText(Path.Combine(training, "state.json"), "{");
        AssertRefused("state.json, line 1: this is not the JSON it should be", ToyRun.Options, "toy");
    }

    private static void CancelAt(CancellationTokenSource cancel, long now, long when)
    {
        if (now == when)
        {
            cancel.Cancel();
        }
    }

    private static void FailAt(int now, int when)
    {
        if (now >= when)
        {
            throw new IOException("No space left on device.");
        }
    }

    private void AssertRefused(string expected, TrainingOptions options, string fingerprint)
    {
        UserException exception = Assert.Throws<UserException>(
            () => ToyRun.Run(folder.Path, options, resume: true, task: new ToyTask { DataFingerprint = fingerprint }));
        Assert.Contains(expected, exception.Message, StringComparison.Ordinal);
    }
}
