using System.Text.Json;
using Heed.Text;

namespace Heed.Models.Checkpoints.HuggingFace;

/// <summary>The tensors of a folder: of one <c>model.safetensors</c>, or of several that <c>model.safetensors.index.json</c> lists.</summary>
public sealed class TensorFiles : IDisposable
{
    private const string Index = ModelFolder.Weights + ".index.json";
    private const string Map = "weight_map";

    private readonly List<SafetensorsReader> readers = [];

    /// <summary>Opens the folder's files.</summary>
    /// <exception cref="UserException">One is missing or damaged, or lacks a tensor that the index promises.</exception>
    public TensorFiles(string folder)
    {
        try
        {
            string index = Path.Combine(folder, Index);
            if (File.Exists(index))
            {
                OpenShards(folder, index);
            }
            else
            {
                readers.Add(new SafetensorsReader(ModelFolder.Require(folder, ModelFolder.Weights)));
            }
        }
        catch
        {
            Dispose();
            throw;
        }
    }

    /// <summary>All tensors.</summary>
    public IEnumerable<SafetensorsEntry> Entries => readers.SelectMany(reader => reader.Entries);

    /// <summary>The tensor of that name, or null.</summary>
    public SafetensorsEntry? Find(string name) => readers.Select(reader => reader.Find(name)).FirstOrDefault(entry => entry is not null);

    /// <summary>The elements of a tensor as float32.</summary>
    public float[] Read(SafetensorsEntry entry)
    {
        ArgumentNullException.ThrowIfNull(entry);
        var values = new float[entry.Count];
        readers.First(reader => reader.Find(entry.Name) == entry).Read(entry, values);
        return values;
    }

    public void Dispose()
    {
        foreach (SafetensorsReader reader in readers)
        {
            reader.Dispose();
        }
    }

    private void OpenShards(string folder, string index)
    {
        Dictionary<string, string> files = ReadMap(index);
        foreach (IGrouping<string, string> shard in files.GroupBy(pair => pair.Value, pair => pair.Key))
        {
            var reader = new SafetensorsReader(Path.Combine(folder, shard.Key));
            readers.Add(reader);
            if (shard.FirstOrDefault(name => reader.Find(name) is null) is { } missing)
            {
                throw new UserException($"{reader.Path} lacks the tensor {missing}, which {index} promises; copy or download both again.");
            }
        }
    }

    private static Dictionary<string, string> ReadMap(string index)
    {
        try
        {
            using JsonDocument document = JsonDocument.Parse(File.ReadAllBytes(index));
            return document.RootElement.GetProperty(Map).EnumerateObject().ToDictionary(pair => pair.Name, pair => pair.Value.GetString()!);
        }
        catch (Exception exception) when (exception is JsonException or KeyNotFoundException or InvalidOperationException)
        {
            throw new UserException($"{index} is no index of tensors: it needs a '{Map}' from names to files ({exception.Message.TrimEnd('.')}).", exception);
        }
    }
}
