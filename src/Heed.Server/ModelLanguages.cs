using Heed.Models.SequenceToSequence;
using Heed.Server.Engines;
using Heed.Text;

namespace Heed.Server;

/// <summary>Which languages a translator is served under.</summary>
internal static class ModelLanguages
{
    /// <summary>The pair that the command line names, otherwise the one in the model's configuration.</summary>
    /// <exception cref="UserException">Neither says, or the name is no pair.</exception>
    public static LanguagePair Of(ModelSource source, ISequenceToSequenceOptions options)
    {
        if (source.Name is null)
        {
            return options is { SourceLanguage: { } from, TargetLanguage: { } into }
                ? new LanguagePair(from.ToLowerInvariant(), into.ToLowerInvariant())
                : throw new UserException($"{source.Folder} does not say what it translates; name its languages, as in --model en-de={source.Folder}.");
        }

        string[] codes = source.Name.ToLowerInvariant().Split('-');
        return codes is [{ Length: > 0 } read, { Length: > 0 } written]
            ? new LanguagePair(read, written)
            : throw new UserException($"'{source.Name}' is no pair of languages; write two codes with a dash between them, as in --model en-de={source.Folder}.");
    }
}
