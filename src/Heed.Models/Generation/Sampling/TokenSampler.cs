using Heed.Text;

namespace Heed.Models.Generation.Sampling;

/// <summary>Draws the next token from its logits. What it draws is a function of options, text and position alone, however the logits came about.</summary>
public sealed class TokenSampler
{
    private readonly SamplingOptions options;
    private readonly HashSet<int> repeated = [];
    private float[] keys = [];
    private int[] ids = [];

    /// <exception cref="UserException">An option makes no sense.</exception>
    public TokenSampler(SamplingOptions options)
    {
        options.Check();
        this.options = options;
    }

    /// <summary>Draws the token behind <paramref name="text"/>.</summary>
    /// <param name="logits">The model's answer (V); it is changed.</param>
    /// <param name="text">All tokens before.</param>
    public int Draw(Span<float> logits, ReadOnlySpan<int> text)
    {
        Penalize(logits, text);
        if (options.Temperature == 0)
        {
            return Highest.Of(logits);
        }

        Sort(logits);
        int count = options.TopK > 0 ? Math.Min(options.TopK, logits.Length) : logits.Length;
        double total = ToWeights(keys.AsSpan(0, count));
        count = Nucleus(count, total);
        while (count > 1 && keys[count - 1] < options.MinP)
        {
            count--;
        }

        return ids[Pick(count, SplitMix64.Of(options.Seed, (ulong)text.Length).NextDouble())];
    }

    private void Penalize(Span<float> logits, ReadOnlySpan<int> text)
    {
        if (options.RepetitionPenalty == 1)
        {
            return;
        }

        repeated.Clear();
        foreach (int token in text)
        {
            if (repeated.Add(token))
            {
                logits[token] = logits[token] > 0 ? logits[token] / options.RepetitionPenalty : logits[token] * options.RepetitionPenalty;
            }
        }
    }

    /// <summary>Negated logits and ids, the most probable first; equal ones by id.</summary>
    private void Sort(ReadOnlySpan<float> logits)
    {
        if (keys.Length < logits.Length)
        {
            (keys, ids) = (new float[logits.Length], new int[logits.Length]);
        }

        for (int id = 0; id < logits.Length; id++)
        {
            (keys[id], ids[id]) = (-logits[id], id);
        }

        keys.AsSpan(0, logits.Length).Sort(ids.AsSpan(0, logits.Length));
    }

    /// <summary>Negated logits become weights relative to the first, which has 1; returns their sum.</summary>
    private double ToWeights(Span<float> sorted)
    {
        float best = sorted[0];
        double total = 0;
        foreach (ref float key in sorted)
        {
            key = MathF.Exp((best - key) / options.Temperature);
            total += key;
        }

        return total;
    }

    private int Nucleus(int count, double total)
    {
        double covered = 0;
        for (int rank = 0; rank < count && options.TopP < 1; rank++)
        {
            covered += keys[rank];
            if (covered >= options.TopP * total)
            {
                return rank + 1;
            }
        }

        return count;
    }

    private int Pick(int count, double uniform)
    {
        double total = 0;
        for (int rank = 0; rank < count; rank++)
        {
            total += keys[rank];
        }

        double left = uniform * total;
        for (int rank = 0; rank < count - 1; rank++)
        {
            left -= keys[rank];
            if (left < 0)
            {
                return rank;
            }
        }

        return count - 1;
    }
}
