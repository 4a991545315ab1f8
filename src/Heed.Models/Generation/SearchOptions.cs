namespace Heed.Models.Generation;

/// <summary>How translations are searched for.</summary>
public sealed record SearchOptions
{
    /// <summary>Hypotheses kept alive a sentence; 1 is greedy search.</summary>
    public int Beam { get; init; } = 5;

    /// <summary>How many translations of each sentence to return, at most <see cref="Beam"/>.</summary>
    public int Best { get; init; } = 1;

    public LengthPenalty LengthPenalty { get; init; } = new PowerLengthPenalty();

    /// <summary>A translation may have this many tokens for each source token …</summary>
    public float MaximumLengthRatio { get; init; } = 2;

    /// <summary>… and this many more.</summary>
    public int MaximumLengthExtra { get; init; } = 20;

    /// <summary>Every translation has exactly this many tokens, as benchmarks want; 0 lets the model decide.</summary>
    public int ForcedLength { get; init; }

    /// <summary>The longest translation of a source of <paramref name="sourceLength"/> tokens, its end token included.</summary>
    public int Limit(int sourceLength) => ForcedLength > 0 ? ForcedLength : (int)(MaximumLengthRatio * sourceLength) + MaximumLengthExtra;

    /// <summary>Throws if the options contradict each other.</summary>
    public void Check()
    {
        if (Beam < 1 || Best < 1 || Best > Beam)
        {
            throw new ArgumentException($"A beam of {Beam} cannot give the {Best} best translations: beam must be at least 1, and n-best between 1 and the beam.");
        }
    }
}
