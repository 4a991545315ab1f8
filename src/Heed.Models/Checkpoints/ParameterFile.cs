using Heed.Tensors;
using Heed.Text;

namespace Heed.Models.Checkpoints;

/// <summary>Streams a parameter store, or blocks laid out like it, to and from a safetensors file: no second copy in memory.</summary>
public static class ParameterFile
{
    /// <summary>Writes the sections, the parameters' own values if none is given. The file appears whole or not at all.</summary>
    /// <exception cref="UserException">The file cannot be written.</exception>
    public static void Save(string path, ParameterStore store, params IReadOnlyList<ParameterSection> sections)
    {
        ArgumentNullException.ThrowIfNull(store);
        IReadOnlyList<ParameterSection> written = OrValues(sections);
        AtomicFile.Write(path, stream =>
        {
            var writer = new SafetensorsWriter(stream, written.SelectMany(section => section.Of(store).Select(parameter => (section.NameOf(parameter), parameter.Shape))));
            foreach (ParameterSection section in written)
            {
                foreach (Parameter parameter in section.Of(store))
                {
                    writer.Write(section.Floats(parameter));
                }
            }
        });
    }

    /// <summary>
    /// Fills the sections, the parameters' own values if none is given. All names and shapes are checked before the first number is
    /// written, so a file that does not fit changes nothing.
    /// </summary>
    /// <exception cref="UserException">The file is missing or damaged, lacks a tensor, has one too many, or one of another shape.</exception>
    public static void Load(string path, ParameterStore store, params IReadOnlyList<ParameterSection> sections)
    {
        ArgumentNullException.ThrowIfNull(store);
        IReadOnlyList<ParameterSection> filled = OrValues(sections);
        using var reader = new SafetensorsReader(path);
        Check(reader, store, filled);
        foreach (ParameterSection section in filled)
        {
            foreach (Parameter parameter in section.Of(store))
            {
                reader.Read(reader.Find(section.NameOf(parameter))!, section.Floats(parameter));
            }
        }
    }

    private static IReadOnlyList<ParameterSection> OrValues(IReadOnlyList<ParameterSection> sections) =>
        sections.Count == 0 ? [ParameterSection.Values] : sections;

    private static void Check(SafetensorsReader reader, ParameterStore store, IReadOnlyList<ParameterSection> sections)
    {
        var expected = new HashSet<string>(StringComparer.Ordinal);
        foreach (ParameterSection section in sections)
        {
            foreach (Parameter parameter in section.Of(store))
            {
                string name = section.NameOf(parameter);
                expected.Add(name);
                SafetensorsEntry entry = reader.Find(name) ??
                    throw new UserException($"{reader.Path} lacks the tensor {name} of shape {parameter.Shape}: it belongs to another model than the configuration beside it describes.");
                if (!entry.HasShape(parameter.Shape))
                {
                    throw new UserException($"{reader.Path}: the tensor {name} has shape {entry.ShapeText}, but the configuration asks for {parameter.Shape}; weights and config.json must belong together.");
                }
            }
        }

        if (reader.Entries.FirstOrDefault(entry => !expected.Contains(entry.Name)) is { } unexpected)
        {
            throw new UserException($"{reader.Path} has a tensor {unexpected.Name} of shape {unexpected.ShapeText} that the model does not know: weights and config.json must belong together.");
        }
    }
}
