namespace Heed.Tensors;

/// <summary>The operations of a step in the order they ran. Nodes come from a pool per type, so recording allocates nothing after warm-up.</summary>
internal sealed class Tape
{
    private readonly List<Operation> nodes = [];
    private readonly Dictionary<Type, Stack<Operation>> pool = [];

    public T Record<T>()
        where T : Operation, new()
    {
        Operation node = pool.TryGetValue(typeof(T), out Stack<Operation>? idle) && idle.Count > 0 ? idle.Pop() : new T();
        nodes.Add(node);
        return (T)node;
    }

    public void Backward(StepProfile? profile)
    {
        for (int index = nodes.Count - 1; index >= 0; index--)
        {
            Operation node = nodes[index];
            bool hasSecond = !node.SecondOutput.IsNone;
            if (!node.FirstOutput.HasGradient && !(hasSecond && node.SecondOutput.HasGradient))
            {
                continue;
            }

            long start = profile?.Start() ?? 0;
            node.Backward();
            profile?.Stop(node.GetType(), isBackward: true, start, node.BackwardWork);
            node.FirstOutput.ReleaseGradient();
            if (hasSecond)
            {
                node.SecondOutput.ReleaseGradient();
            }
        }
    }

    public void Clear()
    {
        foreach (Operation node in nodes)
        {
            node.FirstOutput = default;
            node.SecondOutput = default;
            if (!pool.TryGetValue(node.GetType(), out Stack<Operation>? idle))
            {
                pool[node.GetType()] = idle = new Stack<Operation>();
            }

            idle.Push(node);
        }

        nodes.Clear();
    }
}
