using Heed.Text.Corpora;

namespace Heed.Text.Tokenization.Formats;

/// <summary>A file that may be a tokenizer, unpacked and in memory.</summary>
internal sealed class TokenizerSource
{
    /// <summary>What the names of packed files end in; it is no part of <see cref="Name"/>.</summary>
    public const string PackedEnding = ".gz";

    private TokenizerSource(string path, string? variant, byte[] content)
    {
        Path = path;
        Variant = variant;
        Content = content;
        Name = Unpacked(System.IO.Path.GetFileName(path));
    }

    public string Path { get; }

    /// <summary>What the caller says the file is, where it does not say so itself.</summary>
    public string? Variant { get; }

    /// <summary>The name without folder and without .gz.</summary>
    public string Name { get; }

    public ReadOnlyMemory<byte> Content { get; }

    /// <exception cref="UserException">There is no such file, or it cannot be read or unpacked.</exception>
    public static TokenizerSource Open(string path, string? variant)
    {
        using Stream stream = DataFile.Open(path);
        using var content = new MemoryStream();
        try
        {
            stream.CopyTo(content);
        }
        catch (InvalidDataException damaged)
        {
            throw new UserException($"{path} is truncated or damaged gzip; copy or download it again.", damaged);
        }
        catch (IOException failed)
        {
            throw new UserException($"{path} cannot be read: {failed.Message}", failed);
        }

        return new TokenizerSource(path, variant, content.ToArray());
    }

    /// <summary>Whether the content begins with these bytes.</summary>
    public bool Begins(ReadOnlySpan<byte> bytes) => Content.Span.StartsWith(bytes);

    /// <summary>Whether the bytes occur in the content.</summary>
    public bool Contains(ReadOnlySpan<byte> bytes) => Content.Span.IndexOf(bytes) >= 0;

    /// <summary>Whether the name is this one, or ends with it after a hyphen, dot or underscore, as in bert-base-vocab.txt.</summary>
    public bool IsNamed(string name) => Name.EndsWith(name, StringComparison.OrdinalIgnoreCase)
        && (Name.Length == name.Length || Name[^(name.Length + 1)] is '-' or '.' or '_');

    /// <summary>The lines of the content, which must be UTF-8.</summary>
    /// <exception cref="UserException">While enumerating: a line is not UTF-8.</exception>
    public IEnumerable<string> Lines()
    {
        using var stream = new MemoryStream(Content.ToArray());
        foreach (string line in TextLines.Read(stream, Path))
        {
            yield return line;
        }
    }

    /// <summary>The file beside this one under the first of some names that exists; the part of this name before its own usual name stays.</summary>
    /// <exception cref="UserException">There is none.</exception>
    public TokenizerSource Beside(string ownName, params string[] names)
    {
        string folder = System.IO.Path.GetDirectoryName(Path) ?? "";
        string prefix = Name[..^ownName.Length];
        string? found = names.SelectMany<string, string>(name => [prefix + name, prefix + name + PackedEnding])
            .Select(name => System.IO.Path.Combine(folder, name)).FirstOrDefault(File.Exists);
        return found is not null ? Open(found, Variant)
            : throw new UserException($"{Path} needs {prefix}{string.Join(" or ", names)} beside it, which is not there.");
    }

    private static string Unpacked(string name) =>
        name.EndsWith(PackedEnding, StringComparison.OrdinalIgnoreCase) ? name[..^PackedEnding.Length] : name;
}
