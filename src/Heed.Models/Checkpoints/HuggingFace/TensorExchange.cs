using Heed.Tensors;
using Heed.Text;

namespace Heed.Models.Checkpoints.HuggingFace;

/// <summary>Moves the weights between a parameter store and files with Hugging Face's names.</summary>
internal static class TensorExchange
{
    /// <summary>Fills every parameter of <paramref name="store"/>.</summary>
    /// <exception cref="UserException">A tensor is missing, one too many, or of another shape; one message names all of them.</exception>
    public static void Load(TensorFiles files, string folder, NameTable table, ParameterStore store)
    {
        var found = table.Tensors.ToDictionary(tensor => tensor, tensor => Find(files, tensor, table));
        Check(files, folder, table, store, found);
        foreach ((TensorName tensor, SafetensorsEntry? entry) in found)
        {
            float[] values = files.Read(entry!);
            int columns = tensor.IsTransposed ? (int)entry!.Dimensions[1] : 0;
            int start = 0;
            foreach (string name in tensor.Parameters)
            {
                Parameter parameter = Parameter(store, name);
                Copy(values, start, columns, parameter.Values, tensor);
                start += tensor.IsTransposed ? parameter.Shape[0] : (int)parameter.Shape.Count;
            }
        }
    }

    /// <summary>Writes every parameter of <paramref name="store"/> into one file.</summary>
    public static void Save(string path, NameTable table, ParameterStore store) => AtomicFile.Write(path, stream =>
    {
        var writer = new SafetensorsWriter(stream, table.Tensors.Select(tensor => (tensor.Name, FileShape(tensor, store))));
        foreach (TensorName tensor in table.Tensors)
        {
            writer.Write(Collect(tensor, store));
        }
    });

    private static SafetensorsEntry? Find(TensorFiles files, TensorName tensor, NameTable table) =>
        files.Find(tensor.Name) ?? (table.Prefix.Length > 0 && tensor.Name.StartsWith(table.Prefix, StringComparison.Ordinal) ? files.Find(tensor.Name[table.Prefix.Length..]) : null);

    private static void Check(TensorFiles files, string folder, NameTable table, ParameterStore store, Dictionary<TensorName, SafetensorsEntry?> found)
    {
        string[] missing = [.. found.Where(pair => pair.Value is null).Select(pair => $"{pair.Key.Name} {FileShape(pair.Key, store)}")];
        string[] misshapen = [.. found.Where(pair => pair.Value is { } entry && !entry.HasShape(FileShape(pair.Key, store)))
            .Select(pair => $"{pair.Value!.Name} is {pair.Value.ShapeText} and should be {FileShape(pair.Key, store)}")];
        HashSet<string> known = [.. found.Values.Where(entry => entry is not null).Select(entry => entry!.Name)];
        string[] extra = [.. files.Entries.Where(entry => !known.Contains(entry.Name) && !table.IsIgnored(entry.Name)).Select(entry => $"{entry.Name} {entry.ShapeText}")];
        string[] faults = [.. Fault("missing", missing), .. Fault("too many", extra), .. Fault("of another shape", misshapen)];
        if (faults.Length > 0)
        {
            throw new UserException($"The weights in {folder} are not those that its {ModelFolder.Configuration} describes: {string.Join("; ", faults)}.");
        }
    }

    private static string[] Fault(string what, string[] names) => names.Length == 0 ? [] : [$"{what}: {string.Join(", ", names)}"];

    private static Parameter Parameter(ParameterStore store, string name) =>
        store.Find(name) ?? throw new ArgumentException($"The table of names speaks of {name}, which the model does not have.");

    private static Shape FileShape(TensorName tensor, ParameterStore store)
    {
        Shape first = Parameter(store, tensor.Parameters[0]).Shape;
        int rows = tensor.Parameters.Sum(name => Parameter(store, name).Shape[0]);
        return first.Rank == 1 ? tensor.IsRow ? new Shape(1, rows) : new Shape(rows)
            : tensor.IsTransposed ? new Shape(first.Columns, rows) : new Shape(rows, first.Columns);
    }

    /// <summary>Copies one parameter out of a tensor: from element <paramref name="start"/>, or where that is transposed from column start on.</summary>
    private static void Copy(float[] values, int start, int columns, Span<float> destination, TensorName tensor)
    {
        int inputs = tensor.IsTransposed ? values.Length / columns : 0;
        for (int index = 0; index < destination.Length; index++)
        {
            float value = tensor.IsTransposed ? values[(index % inputs * columns) + start + (index / inputs)] : values[start + index];
            destination[index] = value * tensor.Scale;
        }
    }

    private static float[] Collect(TensorName tensor, ParameterStore store)
    {
        Shape shape = FileShape(tensor, store);
        var values = new float[shape.Count];
        int start = 0;
        foreach (string name in tensor.Parameters)
        {
            Parameter parameter = Parameter(store, name);
            ReadOnlySpan<float> source = parameter.Values;
            for (int index = 0; index < source.Length; index++)
            {
                int place = tensor.IsTransposed
                    ? (index % shape.Rows * shape.Columns) + start + (index / shape.Rows)
                    : start + index;
                values[place] = source[index] / tensor.Scale;
            }

            start += tensor.IsTransposed ? parameter.Shape[0] : source.Length;
        }

        return values;
    }
}
