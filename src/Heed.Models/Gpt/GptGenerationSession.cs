using Heed.Models.LanguageModels;
using Heed.Nn.Attention;
using Heed.Tensors;
using Heed.Tensors.Memory;
using Heed.Tensors.Ops;

namespace Heed.Models.Gpt;

/// <summary>Generation with a key-value cache: each slot holds as many rows as its text may have tokens.</summary>
internal sealed class GptGenerationSession : GenerationSession
{
    private readonly GptModel model;
    private readonly RowCache[] layers;
    private int capacity;

    public GptGenerationSession(GptModel model)
    {
        this.model = model;
        int columns = 2 * model.Options.Heads.KeyValueCount * model.Options.Heads.Width(model.Options.Width);
        layers = [.. Enumerable.Range(0, model.Options.Layers).Select(_ => new RowCache(columns))];
    }

    public override long Bytes => layers.Sum(layer => layer.Bytes);

    public override void Resize(int slots, int capacity)
    {
        this.capacity = capacity;
        foreach (RowCache layer in layers)
        {
            layer.Resize(slots * capacity);
        }
    }

    public override Tensor Step(Workspace workspace, in GenerationStep step)
    {
        int count = step.Ids.Length;
        Integers first = workspace.AllocateIntegers(count);
        Integers last = workspace.AllocateIntegers(count);
        int longest = 0;
        for (int row = 0; row < count; row++)
        {
            int slot = step.Slots[row] * capacity;
            int position = step.Positions[row];
            first.Values[row] = slot + Math.Max(0, model.Options.Mask.Visible(position, position + 1).Low);
            last.Values[row] = slot + position;
            longest = Math.Max(longest, position + 1);
        }

        Integers places = workspace.From(step.Positions);
        Tensor x = model.Embedding.Forward(workspace, workspace.From(step.Ids), places, longest);
        var past = new PastRows(new VisibleRows(first, last), places, model.Stack.Position.Bias(workspace, longest));
        Tensor hidden = model.Stack.Step(x, layers, past); // (N, D)
        return model.Logits(RowGatherOp.Apply(hidden, workspace.From(step.Asked))); // (R, V)
    }

    protected override void Dispose(bool disposing)
    {
        foreach (RowCache layer in layers)
        {
            layer.Dispose();
        }
    }
}
