// Writes src/Heed.Text/Languages/sequences.txt, from which Heed tells languages apart: how much sequences of letters speak for each of them.
// They are counted in the messages of the .NET SDK on this machine, which are translated into these languages and are under the MIT licence,
// and in common-words.txt beside this file, because messages lack the words of every day. Run it to add a language or for a newer SDK:
//
//     dotnet run tools/languages/sequences.cs -- /usr/share/dotnet/sdk/10.0.401 tools/languages/common-words.txt src/Heed.Text/Languages/sequences.txt
#:property PublishAot=false
using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;
using System.Resources;
using System.Text;
using System.Text.RegularExpressions;

const int longest = 4;            // letters of a sequence, with the space at a word's ends; also in LetterSequences.cs
const int kept = 18_000;          // sequences
const double wordWeight = 200;    // a word of common-words.txt counts as often as this in the messages
const double smoothing = 0.5;     // added to every count …
const int unseen = 50_000;        // … of this many sequences of a length
const double step = 0.25;         // of a weight as it is written: one character from 'P'
string[] languages = ["en", "de", "fr", "es", "it", "pt", "pl", "cs", "tr"];

if (args.Length != 3)
{
    Console.Error.WriteLine("usage: dotnet run tools/languages/sequences.cs -- SDK common-words.txt OUTPUT.txt");
    return 2;
}

var counts = new Dictionary<string, double[]>(StringComparer.Ordinal);
var words = new HashSet<string>(StringComparer.Ordinal);
for (int language = 0; language < languages.Length; language++)
{
    foreach (string message in Messages(args[0], languages[language]))
    {
        Count(Code().Replace(message, " "), language, 1);
    }

    foreach (string word in File.ReadLines(args[1]).First(line => line.StartsWith(languages[language] + " ", StringComparison.Ordinal)).Split(' ').Skip(1))
    {
        words.Add($" {word} ");
        Count(word, language, wordWeight);
    }
}

double[][] totals = [.. Enumerable.Range(0, longest + 2).Select(length => languages.Select((_, language) =>
    counts.Where(pair => Order(pair.Key) == length).Sum(pair => pair.Value[language])).ToArray())];
var entries = new List<(string Sequence, double[] Weights, double Worth)>();
foreach ((string sequence, double[] found) in counts)
{
    if (found.Sum() >= 5 && (sequence.Length <= longest || words.Contains(sequence)))
    {
        double[] total = totals[Order(sequence)];
        double[] logs = [.. found.Select((count, language) => Math.Log((count + smoothing) / (total[language] + (smoothing * unseen))))];
        double mean = logs.Average();
        double[] weights = [.. logs.Select(log => log - mean)];
        entries.Add((sequence, weights, sequence.Length > longest ? double.MaxValue : found.Select((count, language) => count / total[language] * Math.Abs(weights[language])).Sum()));
    }
}

IEnumerable<string> lines = entries.OrderByDescending(entry => entry.Worth).Take(kept).OrderBy(entry => entry.Sequence, StringComparer.Ordinal)
    .Select(entry => entry.Sequence.Replace(' ', '_') + string.Concat(entry.Weights.Select(weight => (char)('P' + Math.Clamp((int)Math.Round(weight / step), -32, 46)))));
File.WriteAllLines(args[2], lines
    .Prepend(string.Join(' ', languages))
    .Prepend($"# Written by tools/languages/sequences.cs from the messages of the .NET SDK {Path.GetFileName(args[0].TrimEnd('/'))} (MIT licence) and common-words.txt; do not edit.\n"
        + "# A sequence of letters (_ is the end of a word), then its weight for each language: (character - 'P') / 4 = log probability above the mean of the languages."));
return 0;

// A whole word that is longer than a sequence is of an order of its own.
static int Order(string sequence) => Math.Min(sequence.Length, longest + 1);

void Count(string text, int language, double weight)
{
    foreach (Match match in Word().Matches(text.ToLowerInvariant().Replace('’', '\'')))
    {
        string word = $" {match.Value} ";
        for (int length = 1; length <= longest; length++)
        {
            for (int start = 0; start + length <= word.Length; start++)
            {
                Add(word.Substring(start, length), language, weight);
            }
        }

        if (word.Length > longest)
        {
            Add(word, language, weight);
        }
    }
}

void Add(string sequence, int language, double weight)
{
    if (sequence != " ")
    {
        if (!counts.TryGetValue(sequence, out double[]? found))
        {
            counts[sequence] = found = new double[languages.Length];
        }

        found[language] += weight;
    }
}

// Each message once, in a fixed order; English ones are in the assemblies themselves, the others in the folders of their languages.
static IEnumerable<string> Messages(string sdk, string language)
{
    string folder = language == "pt" ? "pt-BR" : language;
    return Directory.EnumerateFiles(sdk, "*.dll", SearchOption.AllDirectories)
        .Where(path => language == "en" ? !path.EndsWith(".resources.dll", StringComparison.Ordinal) : Path.GetFileName(Path.GetDirectoryName(path)) == folder)
        .SelectMany(Strings).Distinct().Order(StringComparer.Ordinal);
}

static List<string> Strings(string assembly)
{
    var strings = new List<string>();
    using var file = new PEReader(File.OpenRead(assembly));
    if (!file.HasMetadata || file.PEHeaders.CorHeader is not { ResourcesDirectory.Size: > 0 } header)
    {
        return strings;
    }

    MetadataReader metadata = file.GetMetadataReader();
    foreach (ManifestResource resource in metadata.ManifestResources.Select(metadata.GetManifestResource))
    {
        if (resource.Implementation.IsNil && metadata.GetString(resource.Name).EndsWith(".resources", StringComparison.Ordinal))
        {
            BlobReader block = file.GetSectionData(header.ResourcesDirectory.RelativeVirtualAddress).GetReader();
            block.Offset = (int)resource.Offset;
            using var reader = new ResourceReader(new MemoryStream(block.ReadBytes(block.ReadInt32())));
            for (var entries = reader.GetEnumerator(); entries.MoveNext();)
            {
                reader.GetResourceData((string)entries.Key, out string type, out byte[] data);
                if (type == "ResourceTypeCode.String")
                {
                    strings.Add(new BinaryReader(new MemoryStream(data), Encoding.UTF8).ReadString());
                }
            }
        }
    }

    return strings;
}

internal static partial class Program
{
    // What is code rather than language: placeholders, quotations, tags, switches, names with dots, digits or capitals in the middle.
    [GeneratedRegex(@"\{[^}]*\}|<[^>]*>|""[^""]*""|'[^']{0,60}'(?!\w)|„[^“]*“|«[^»]*»|&\w|\S*[\d_/\\=@#$.:;]\S*\w\S*|\b\w*\p{Ll}\p{Lu}\w*\b|\b\p{Lu}{2,}\w*\b|--?\w+")]
    private static partial Regex Code();

    [GeneratedRegex(@"\p{L}[\p{L}']*(?<!')")]
    private static partial Regex Word();
}
