using Heed.Models.Checkpoints;
using Heed.Models.Classification;
using Heed.Models.MaskedLanguage;
using Heed.Nn;
using Heed.Tensors;
using Heed.Tensors.Memory;
using Heed.Tensors.Ops;
using Heed.Text;
using Heed.Text.Batching;
using Heed.Text.Tokenization;

namespace Heed.Models;

/// <summary>A vector for each text: <c>using var embedder = TextEmbedder.Load("model"); embedder.Embed(["…"])</c>. Used by one thread at a time.</summary>
public sealed class TextEmbedder : IDisposable
{
    private readonly Model model;
    private readonly ITextEncoder encoder;
    private readonly TextFrame frame;
    private readonly Workspace workspace;

    /// <summary>Takes over <paramref name="model"/>; <paramref name="workers"/> stays the caller's, null starts a pool of its own.</summary>
    /// <exception cref="UserException">The model has no hidden states to make vectors of.</exception>
    public TextEmbedder(Model model, Tokenizer tokenizer, WorkerPool? workers = null)
    {
        this.model = model;
        encoder = model as ITextEncoder ?? throw new UserException("This model has no hidden state for each token, from which a vector could be made; take a BERT.");
        frame = new TextFrame(tokenizer);
        workspace = new Workspace(workers);
    }

    /// <summary>Loads a model folder.</summary>
    /// <exception cref="UserException">A part is missing or damaged, or the model has no hidden states to make vectors of.</exception>
    public static TextEmbedder Load(string folder, WorkerPool? workers = null)
    {
        Tokenizer tokenizer = Tokenizer.Load(ModelFolder.Require(folder, ModelFolder.Tokenizer));
        Model model = ModelFolder.Holds<IClassifierOptions>(folder)
            ? ModelFolder.Load<IClassifierOptions, ClassifierModel>(folder)
            : ModelFolder.Load<IMaskedLanguageOptions, MaskedLanguageModel>(folder);
        try
        {
            model.Parameters.Freeze();
            return new TextEmbedder(model, tokenizer, workers);
        }
        catch
        {
            model.Dispose();
            throw;
        }
    }

    /// <summary>One vector (D) a text; what is too long for the model is cut.</summary>
    public IReadOnlyList<float[]> Embed(IReadOnlyList<string> texts, SentencePooling pooling = SentencePooling.Mean)
    {
        ArgumentNullException.ThrowIfNull(texts);
        return [.. texts.Select(text => Embed(frame.Encode(text, encoder.MaximumLength), pooling))];
    }

    public void Dispose()
    {
        workspace.Dispose();
        model.Dispose();
    }

    private float[] Embed(int[] ids, SentencePooling pooling)
    {
        workspace.BeginInferenceStep();
        Sequences sequence = Sequences.Packed(workspace, [0, ids.Length]);
        Tensor hidden = encoder.Encode(workspace, ids, sequence); // (N, D)
        return pooling == SentencePooling.Mean
            ? SequenceMeanOp.Apply(hidden, sequence.Offsets, sequence.Lengths).Values.ToArray()
            : hidden.Values[..hidden.Columns].ToArray();
    }
}
