using Heed.Text;
using Heed.Text.Corpora;
using Heed.Text.Corpora.Dates;

namespace Heed.Cli.Recipes.Translation;

/// <summary>The sentence pairs of a run.</summary>
/// <param name="Train">To learn from.</param>
/// <param name="Validation">To judge the run by while it learns; null if there are none.</param>
/// <param name="Test">To score the finished model on; null if there are none.</param>
internal sealed record ParallelData(
    IReadOnlyList<SentencePair> Train, IReadOnlyList<SentencePair>? Validation = null, IReadOnlyList<SentencePair>? Test = null)
{
    private const ulong DatesSeed = 1;

    /// <summary>Reads what a recipe names.</summary>
    /// <exception cref="UserException">A file is missing, empty, or not aligned with its other half.</exception>
    public static ParallelData Read(TranslationDataOptions options, DataFolder folder)
    {
        // Both held-out parts are cut from one draw, so that no sentence is in both.
        int tested = options.Test?.Dates ?? 0;
        return new ParallelData(
            Read(options, options.Train, "data.train", folder, 0)!,
            Read(options, options.Validation, "data.validation", folder, tested),
            Read(options, options.Test, "data.test", folder, 0));
    }

    private static IReadOnlyList<SentencePair>? Read(TranslationDataOptions options, CorpusFiles? files, string part, DataFolder folder, int skipped) => files switch
    {
        null => null,
        { Dates: { } count, Source: null, Target: null, Pairs: null } => Dates(options, count, part, skipped),
        { Pairs: { } pairs, Source: null, Target: null } => ParallelCorpus.ReadTabSeparated(folder.Find(pairs, part)),
        { Pairs: null, Source: { } source, Target: { } target } => ParallelCorpus.Read(folder.Find(source, part), folder.Find(target, part)),
        _ => throw new UserException(
            $"{part} needs 'source' and 'target', two files aligned by line; or 'pairs', one file of source TAB target; or 'dates', a number of built-in pairs."),
    };

    private static SentencePair[] Dates(TranslationDataOptions options, int count, string part, int skipped)
    {
        DateCorpusPart days = part == "data.train" ? DateCorpusPart.Training : DateCorpusPart.HeldOut;
        return [.. DateCorpus.Generate(DatesSeed, skipped + count, [DateLanguage.Find(options.TargetLanguage)], days).Skip(skipped)];
    }
}
