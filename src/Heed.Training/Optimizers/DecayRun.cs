using Heed.Tensors;
using Heed.Tensors.Optimization;

namespace Heed.Training.Optimizers;

/// <summary>Neighbouring parameters of a store that all decay, or all do not; the gaps between them, always zero, belong to either.</summary>
internal readonly record struct DecayRun(ParameterRange Range, bool Decays)
{
    /// <summary>The fewest runs that cover the store.</summary>
    public static DecayRun[] Of(ParameterStore store, Predicate<Parameter> decays)
    {
        var runs = new List<DecayRun>();
        (long start, bool? current) = (0, null);
        foreach (Parameter parameter in store.Parameters)
        {
            bool decay = decays(parameter);
            if (current is { } before && before != decay)
            {
                runs.Add(new DecayRun(new ParameterRange(start, parameter.Offset), before));
                start = parameter.Offset;
            }

            current = decay;
        }

        runs.Add(new DecayRun(new ParameterRange(start, store.Length), current ?? false));
        return [.. runs];
    }
}
