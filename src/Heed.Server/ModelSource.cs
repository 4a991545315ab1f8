using Heed.Text;

namespace Heed.Server;

/// <summary>A model folder to serve, and what to call it.</summary>
/// <param name="Folder">The model folder.</param>
/// <param name="Name">A translator's languages like <c>en-de</c>, or a language model's name; null: what the folder itself says.</param>
public sealed record ModelSource(string Folder, string? Name = null)
{
    /// <summary>Reads <c>DIR</c> or <c>NAME=DIR</c>.</summary>
    /// <exception cref="UserException">One side of the equals sign is empty.</exception>
    public static ModelSource Parse(string text)
    {
        int equals = text.IndexOf('=', StringComparison.Ordinal);
        if (equals < 0 || Directory.Exists(text))
        {
            return new ModelSource(text);
        }

        return equals > 0 && equals < text.Length - 1
            ? new ModelSource(text[(equals + 1)..], text[..equals])
            : throw new UserException($"'{text}' names no model; write DIR, or a pair of languages and a folder like en-de=DIR.");
    }
}
