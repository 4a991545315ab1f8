using System.Buffers;

namespace Heed.Text.Tokenization;

/// <summary>
/// A text on its way through normalisation that remembers, where asked to, which characters of the original each of its UTF-16 units
/// came from.
/// </summary>
public sealed class MappedText
{
    private int[]? starts;
    private int[]? ends;

    /// <param name="text">The original text.</param>
    /// <param name="tracked">Whether <see cref="Origin"/> will be asked; costs two integers a unit.</param>
    public MappedText(string text, bool tracked)
    {
        ArgumentNullException.ThrowIfNull(text);
        Value = text;
        if (tracked)
        {
            starts = new int[text.Length];
            ends = new int[text.Length];
            for (int i = 0; i < text.Length; i++)
            {
                bool high = char.IsHighSurrogate(text[i]) && i + 1 < text.Length && char.IsLowSurrogate(text[i + 1]);
                bool low = char.IsLowSurrogate(text[i]) && i > 0 && char.IsHighSurrogate(text[i - 1]);
                starts[i] = low ? i - 1 : i;
                ends[i] = high ? i + 2 : i + 1;
            }
        }
    }

    private MappedText(string value, int[]? starts, int[]? ends)
    {
        Value = value;
        this.starts = starts;
        this.ends = ends;
    }

    /// <summary>The text as it is now.</summary>
    public string Value { get; private set; }

    /// <summary>Whether <see cref="Origin"/> can be asked.</summary>
    public bool IsTracked => starts is not null;

    /// <summary>A stretch of the text, which keeps its origins.</summary>
    public MappedText Slice(int start, int end) => new(Value[start..end], starts?[start..end], ends?[start..end]);

    /// <summary>The units of the original, from start to before end, that the units from start to before end of the text now came from.</summary>
    /// <exception cref="InvalidOperationException">The text is not tracked.</exception>
    public (int Start, int End) Origin(int start, int end)
    {
        if (starts is null || ends is null)
        {
            throw new InvalidOperationException("This text does not track where its characters came from.");
        }

        return end > start ? (starts[start], ends[end - 1]) : (0, 0);
    }

    /// <summary>Opens an edit from the first unit to the last; nothing changes before <see cref="Editor.Commit"/>.</summary>
    internal Editor Edit() => new(this);

    /// <summary>Walks over a text and keeps or replaces stretches of it.</summary>
    internal ref struct Editor(MappedText text)
    {
        private readonly List<(int Start, int End)>? origins = text.starts is null ? null : new(text.Value.Length + 8);
        private char[] built = ArrayPool<char>.Shared.Rent(text.Value.Length + 8);

        /// <summary>The next unit of the old text that has not been kept or replaced.</summary>
        public int Position { get; private set; }

        /// <summary>Units of new text so far.</summary>
        public int Length { get; private set; }

        /// <summary>Takes the next units over as they are.</summary>
        public void Keep(int count)
        {
            Append(text.Value.AsSpan(Position, count));
            for (int i = Position; origins is not null && i < Position + count; i++)
            {
                origins.Add((text.starts![i], text.ends![i]));
            }

            Position += count;
        }

        /// <summary>Puts other characters for the next units; each of them then comes from all of these. A count of 0 inserts.</summary>
        public void Replace(int count, scoped ReadOnlySpan<char> with)
        {
            Append(with);
            if (origins is not null)
            {
                (int start, int end) = count > 0 ? text.Origin(Position, Position + count) : (NextOrigin(), NextOrigin());
                for (int i = 0; i < with.Length; i++)
                {
                    origins.Add((start, end));
                }
            }

            Position += count;
        }

        /// <summary>Keeps what is left and makes the new text the text. The editor cannot be used after that.</summary>
        public void Commit()
        {
            Keep(text.Value.Length - Position);
            text.Value = new string(built, 0, Length);
            ArrayPool<char>.Shared.Return(built);
            built = [];
            if (origins is not null)
            {
                text.starts = [.. origins.Select(origin => origin.Start)];
                text.ends = [.. origins.Select(origin => origin.End)];
            }
        }

        /// <summary>Leaves the text as it was. The editor cannot be used after that.</summary>
        public void Cancel()
        {
            ArrayPool<char>.Shared.Return(built);
            built = [];
        }

        private void Append(scoped ReadOnlySpan<char> added)
        {
            if (Length + added.Length > built.Length)
            {
                char[] larger = ArrayPool<char>.Shared.Rent(Math.Max(Length + added.Length, 2 * built.Length));
                built.AsSpan(0, Length).CopyTo(larger);
                ArrayPool<char>.Shared.Return(built);
                built = larger;
            }

            added.CopyTo(built.AsSpan(Length));
            Length += added.Length;
        }

        private readonly int NextOrigin() => Position < text.starts!.Length ? text.starts[Position]
            : Position > 0 ? text.ends![Position - 1] : 0;
    }
}
