using System.Diagnostics;
using System.Globalization;
using Heed.Text.Tokenization;
using Heed.Text.Tokenization.Training;
using Spectre.Console;

namespace Heed.Cli.Terminal;

/// <summary>Shows the training of a tokenizer while it runs: a line that changes for a person at a terminal, now and then one for everyone else.</summary>
internal static class TokenizerTrainingDisplay
{
    private static readonly TimeSpan PlainInterval = TimeSpan.FromSeconds(5);

    /// <summary>Calls <paramref name="train"/> with what is to be told how far it is.</summary>
    public static Tokenizer Run(Session session, Func<Action<TrainingProgress>, Tokenizer> train)
    {
        if (Session.IsWatched && session.NoteConsole.Profile.Capabilities.Interactive)
        {
            return session.NoteConsole.Status().Start("reading …", context => train(progress => context.Status(Markup.Escape(Text(progress)))));
        }

        long last = Stopwatch.GetTimestamp();
        return train(progress =>
        {
            if (Stopwatch.GetElapsedTime(last) >= PlainInterval)
            {
                last = Stopwatch.GetTimestamp();
                session.Note(Text(progress));
            }
        });
    }

    private static string Text(TrainingProgress progress) => progress.Total is { } total
        ? string.Create(CultureInfo.InvariantCulture, $"{progress.Done:N0} of {total:N0} {progress.Unit}")
        : string.Create(CultureInfo.InvariantCulture, $"{progress.Done:N0} {progress.Unit}");
}
