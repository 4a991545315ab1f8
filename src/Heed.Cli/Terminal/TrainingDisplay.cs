using Heed.Training;
using Spectre.Console;

namespace Heed.Cli.Terminal;

/// <summary>Shows a training while it runs: a bar for a person at a terminal, plain lines for everyone else.</summary>
internal static class TrainingDisplay
{
    private static readonly TimeSpan PlainInterval = TimeSpan.FromSeconds(5);

    /// <summary>Calls <paramref name="train"/> with what will watch it.</summary>
    public static TrainingResult Run(Session session, Func<ITrainingObserver, TrainingResult> train)
    {
        if (!Session.IsWatched || !session.NoteConsole.Profile.Capabilities.Interactive)
        {
            return train(new PlainTrainingProgress(session.Notes, PlainInterval));
        }

        return session.NoteConsole.Progress()
            .Columns(new ProgressBarColumn { Width = 24 }, new PercentageColumn(), new TaskDescriptionColumn { Alignment = Justify.Left })
            .Start(context => train(new LiveTrainingProgress(session.NoteConsole, context.AddTask("starting …", maxValue: 100))));
    }
}
