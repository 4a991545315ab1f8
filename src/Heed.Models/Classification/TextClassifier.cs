using Heed.Models.Checkpoints;
using Heed.Nn;
using Heed.Tensors;
using Heed.Tensors.Memory;
using Heed.Text;
using Heed.Text.Batching;
using Heed.Text.Tokenization;

namespace Heed.Models.Classification;

/// <summary>
/// A trained classifier of texts: <c>using var classifier = TextClassifier.Load("model"); classifier.Classify(["…"])</c>. Safe to use from
/// several threads; they take turns.
/// </summary>
public sealed class TextClassifier : IDisposable
{
    private readonly Workspace workspace;
    private readonly Lock gate = new();

    /// <summary>Takes over <paramref name="model"/>; <paramref name="workers"/> stays the caller's, null starts a pool of its own.</summary>
    /// <exception cref="UserException">Tokenizer and model do not belong together.</exception>
    public TextClassifier(ClassifierModel model, Tokenizer tokenizer, WorkerPool? workers = null)
    {
        Model = model;
        if (tokenizer.VocabularySize != model.Options.Vocabulary)
        {
            throw new UserException(
                $"The tokenizer has {tokenizer.VocabularySize} pieces, but the model was made for {model.Options.Vocabulary}: tokenizer.json and config.json must belong together.");
        }

        Frame = new TextFrame(tokenizer);
        workspace = new Workspace(workers);
    }

    public ClassifierModel Model { get; }

    /// <summary>How a text becomes ids.</summary>
    public TextFrame Frame { get; }

    /// <summary>How many tokens go through the model at once.</summary>
    public int BatchTokens { get; set; } = 4096;

    /// <summary>Loads a model folder.</summary>
    /// <exception cref="UserException">A part is missing, damaged, or does not fit the others.</exception>
    public static TextClassifier Load(string folder, WorkerPool? workers = null)
    {
        Tokenizer tokenizer = Tokenizer.Load(ModelFolder.Require(folder, ModelFolder.Tokenizer));
        ClassifierModel model = ModelFolder.Load<IClassifierOptions, ClassifierModel>(folder);
        try
        {
            model.Parameters.Freeze();
            return new TextClassifier(model, tokenizer, workers);
        }
        catch
        {
            model.Dispose();
            throw;
        }
    }

    /// <summary>The classes of each text, the most probable first; what is too long for the model is cut.</summary>
    public IReadOnlyList<IReadOnlyList<ClassProbability>> Classify(IReadOnlyList<string> texts, TextCut cut = TextCut.Head, CancellationToken cancellation = default)
    {
        int[][] encoded = [.. texts.Select(text => Frame.Encode(text, Model.Options.MaximumLength, cut))];
        return [.. Probabilities(encoded, cancellation).Select(Rank)];
    }

    /// <summary>The probability of each class, in the order of their numbers, for each sequence of ids.</summary>
    public float[][] Probabilities(IReadOnlyList<int[]> encoded, CancellationToken cancellation = default)
    {
        var found = new float[encoded.Count][];
        lock (gate)
        {
            int start = 0;
            while (start < encoded.Count)
            {
                cancellation.ThrowIfCancellationRequested();
                int end = start;
                for (int tokens = 0; end < encoded.Count && (end == start || tokens + encoded[end].Length <= BatchTokens); end++)
                {
                    tokens += encoded[end].Length;
                }

                Run(encoded, start, end, found);
                start = end;
            }
        }

        return found;
    }

    /// <summary>The classes with their probabilities, the most probable first.</summary>
    public IReadOnlyList<ClassProbability> Rank(float[] probabilities) => ClassProbability.Rank(probabilities, Model.Options.Labels);

    /// <summary>Whether <see cref="Classify"/> would have to cut the text.</summary>
    public bool IsTooLong(string text) => Frame.Pieces(text).Length + Frame.Added > Model.Options.MaximumLength;

    public void Dispose()
    {
        workspace.Dispose();
        Model.Dispose();
    }

    private void Run(IReadOnlyList<int[]> encoded, int start, int end, float[][] found)
    {
        workspace.BeginInferenceStep();
        int[] ids = [.. Enumerable.Range(start, end - start).SelectMany(index => encoded[index])];
        var offsets = new int[end - start + 1];
        for (int index = start; index < end; index++)
        {
            offsets[index - start + 1] = offsets[index - start] + encoded[index].Length;
        }

        Tensor logits = Model.Logits(workspace, ids, Sequences.Packed(workspace, offsets)); // (B, C)
        for (int index = start; index < end; index++)
        {
            found[index] = ClassProbability.Softmax(logits.Values.Slice((index - start) * logits.Columns, logits.Columns));
        }
    }
}
