using System.Collections.Concurrent;

namespace Heed.Text.Segmentation;

/// <summary>What a language's writers do with full stops: its abbreviations, and the words that follow them.</summary>
internal sealed class Habits
{
    private const string Everywhere = "all";

    private static readonly Lazy<List<(string Language, string Kind, string[] Words)>> Lines = new(Read);
    private static readonly ConcurrentDictionary<string, Habits> Known = new(StringComparer.OrdinalIgnoreCase);

    private readonly Dictionary<string, HashSet<string>> kinds = new(StringComparer.Ordinal);

    private Habits(string language)
    {
        bool isKnown = Lines.Value.Exists(line => line.Language == language);
        foreach ((string owner, string kind, string[] words) in Lines.Value)
        {
            if (!kinds.TryGetValue(kind, out HashSet<string>? set))
            {
                kinds[kind] = set = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
            }

            // Of an unknown language anything may be true that is true of another.
            if (!isKnown || owner == language || owner == Everywhere)
            {
                set.UnionWith(words);
            }
        }

        OrdinalsBeforeNouns = language is "de" or "cs";
    }

    /// <summary>Whether any capitalised word after "3." may make an ordinal number of it.</summary>
    public bool OrdinalsBeforeNouns { get; }

    /// <summary>The habits of a language; of all languages together where it is null or unknown.</summary>
    public static Habits Of(string? language) => Known.GetOrAdd(language is null || !Lines.Value.Exists(line => line.Language == language) ? "" : language, code => new Habits(code));

    public bool NeverEnds(string word) => kinds["never"].Contains(word);

    public bool ExpectsNumber(string word) => kinds["number"].Contains(word);

    public bool MayEnd(string word) => kinds["may-end"].Contains(word);

    public bool IsStarter(string word) => kinds["starter"].Contains(word);

    public bool FollowsOrdinal(string word) => kinds["ordinal"].Contains(word);

    private static List<(string Language, string Kind, string[] Words)> Read()
    {
        using Stream stream = typeof(Habits).Assembly.GetManifestResourceStream("Heed.Text.Segmentation.abbreviations.txt")!;
        using var reader = new StreamReader(stream);
        var lines = new List<(string, string, string[])>();
        while (reader.ReadLine() is { } line)
        {
            if (!line.StartsWith('#'))
            {
                string[] fields = line.Split(' ');
                lines.Add((fields[0], fields[1], fields[2..]));
            }
        }

        return lines;
    }
}
