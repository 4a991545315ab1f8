using System.Globalization;

namespace Heed.Text.Metrics;

/// <summary>Walks a corpus segment by segment and keeps track of how many references there are.</summary>
internal sealed class Segments
{
    private const int Varying = -1;

    private int _references;
    private long _seen;

    /// <summary><c>nrefs</c> of a signature: the number of references of every segment, or <c>var</c>.</summary>
    public string ReferenceCount => _references == Varying ? "var" : _references.ToString(CultureInfo.InvariantCulture);

    /// <summary>The references that the next segment has.</summary>
    /// <param name="references">Null where there is none; an empty one counts.</param>
    /// <exception cref="UserException">The segment has no reference at all.</exception>
    public IReadOnlyList<string> Next(IReadOnlyList<string?> references)
    {
        _seen++;
        string[] present = [.. references.OfType<string>()];
        if (present.Length == 0)
        {
            throw new UserException($"Segment {_seen} has no reference; give every hypothesis at least one.");
        }

        _references = _seen == 1 || _references == present.Length ? present.Length : Varying;
        return present;
    }

    /// <exception cref="UserException">Nothing was added.</exception>
    public void RequireAny()
    {
        if (_seen == 0)
        {
            throw new UserException("There is nothing to score: no hypothesis was given.");
        }
    }

    /// <summary>Calls <paramref name="add"/> with each hypothesis and its references.</summary>
    /// <param name="hypotheses">N lines.</param>
    /// <param name="references">One or more sets of N lines each.</param>
    /// <param name="add">Takes a segment.</param>
    /// <exception cref="UserException">There is no set of references, or one that has more or fewer lines than the hypotheses.</exception>
    public static void ForEach(
        IReadOnlyList<string> hypotheses, IReadOnlyList<IReadOnlyList<string?>> references, Action<string, IReadOnlyList<string?>> add)
    {
        if (references.Count == 0)
        {
            throw new UserException("There is no reference to score against; give at least one.");
        }

        for (int r = 0; r < references.Count; r++)
        {
            if (references[r].Count != hypotheses.Count)
            {
                throw new UserException(
                    $"There are {hypotheses.Count} hypotheses but {references[r].Count} lines in reference {r + 1}; both must be aligned by line.");
            }
        }

        var segment = new string?[references.Count];
        for (int i = 0; i < hypotheses.Count; i++)
        {
            for (int r = 0; r < segment.Length; r++)
            {
                segment[r] = references[r][i];
            }

            add(hypotheses[i], segment);
        }
    }
}
