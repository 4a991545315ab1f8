using System.Runtime.InteropServices;
using Heed.Models.LanguageModels;
using Heed.Tensors;
using Heed.Tensors.Memory;
using Heed.Tensors.Ops;

namespace Heed.Models.Generation;

/// <summary>
/// Goes on with several texts side by side, a token of each in every step; texts come and go between steps. What a text becomes does not depend on the others:
/// it is what <see cref="TextGenerator"/> alone would write. For one thread at a time.
/// </summary>
public sealed class ParallelGenerator : IDisposable
{
    private readonly Workspace workspace;
    private readonly GenerationSession session;
    private readonly List<GenerationSlot> free;
    private readonly List<(GrowingText Text, GenerationSlot Slot)> active = [];
    private readonly GenerationRows rows = new();

    /// <summary>Room for <paramref name="slots"/> texts at once. <paramref name="model"/> and <paramref name="workers"/> stay the caller's.</summary>
    public ParallelGenerator(LanguageModel model, int slots, WorkerPool? workers = null)
    {
        workspace = new Workspace(workers);
        session = model.StartGeneration();
        session.Resize(slots, model.Options.MaximumLength);
        free = [.. Enumerable.Range(0, slots).Select(number => new GenerationSlot(number, model.Options.MaximumLength))];
    }

    /// <summary>How many more texts can begin.</summary>
    public int Free => free.Count;

    /// <summary>How many texts grow.</summary>
    public int Active => active.Count;

    /// <summary>Begins with a text, in the slot that remembers most of it.</summary>
    public void Begin(GrowingText text)
    {
        GenerationSlot slot = free.MaxBy(slot => slot.Remembered(CollectionsMarshal.AsSpan(text.Ids)))
            ?? throw new InvalidOperationException("No slot is free.");
        free.Remove(slot);
        active.Add((text, slot));
    }

    /// <summary>Is done with a text.</summary>
    public void End(GrowingText text)
    {
        int place = active.FindIndex(pair => pair.Text == text);
        free.Add(active[place].Slot);
        active.RemoveAt(place);
    }

    /// <summary>Draws the next token of every text, in the order in which they began; returns how many rows that took.</summary>
    public int Step(Action<GrowingText, ScoredToken> drawn)
    {
        rows.Clear();
        var asked = new List<(GrowingText Text, int First, int Count)>();
        foreach ((GrowingText text, GenerationSlot slot) in active)
        {
            int first = rows.Asked;
            slot.Feed(CollectionsMarshal.AsSpan(text.Ids), [], rows, text.WantsPromptScores);
            asked.Add((text, first, rows.Asked - first));
        }

        workspace.BeginInferenceStep();
        Tensor logits = session.Step(workspace, rows.ToStep()); // (R, V)
        LikelyTokens likely = LikelyTokens.Of(logits, asked.Max(text => text.Text.IsScored ? text.Text.Likely : 0));
        foreach ((GrowingText text, int first, int count) in asked)
        {
            drawn(text, Draw(text, logits, first, count, likely));
        }

        return rows.Count;
    }

    public void Dispose()
    {
        session.Dispose();
        workspace.Dispose();
    }

    private static ScoredToken Draw(GrowingText text, Tensor logits, int first, int count, LikelyTokens likely)
    {
        ReadOnlySpan<int> ids = CollectionsMarshal.AsSpan(text.Ids);
        if (text.WantsPromptScores)
        {
            int begin = ids.Length - count; // where the window begins
            var scores = new ScoredToken[count - 1];
            for (int place = 0; place < scores.Length; place++)
            {
                scores[place] = likely.Score(ids[begin + place + 1], first + place, text.Likely);
            }

            text.PromptScores = scores;
        }

        int row = first + count - 1;

        // The sampler changes the logits, so the scores come from a copy of what it is given.
        float[] own = logits.Values.Slice(row * logits.Columns, logits.Columns).ToArray();
        int token = text.Sampler.Draw(own, ids);
        text.Ids.Add(token);
        return text.IsScored ? likely.Score(token, row, text.Likely) : new ScoredToken(token, 0, []);
    }

    /// <summary>The most probable tokens of every row of a step.</summary>
    private sealed record LikelyTokens(Tensor Logits, int Count, int[] Ids, float[] LogProbabilities)
    {
        public static LikelyTokens Of(Tensor logits, int most)
        {
            int count = Math.Min(most, logits.Columns);
            var found = new LikelyTokens(logits, count, new int[logits.Rows * count], new float[logits.Rows * count]);
            if (count > 0)
            {
                NextTokens.Top(logits, count, found.Ids, found.LogProbabilities);
            }

            return found;
        }

        public ScoredToken Score(int token, int row, int wanted)
        {
            var likely = new (int, float)[Math.Min(wanted, Count)];
            for (int rank = 0; rank < likely.Length; rank++)
            {
                likely[rank] = (Ids[(row * Count) + rank], LogProbabilities[(row * Count) + rank]);
            }

            return new ScoredToken(token, NextTokens.LogProbability(Logits, row, token), likely);
        }
    }
}
