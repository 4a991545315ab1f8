using System.Runtime.InteropServices;

namespace Heed.Text.Batching.Masked;

/// <summary>Sentences as ids, end to end, in documents within which one sentence follows another.</summary>
public sealed class RunningText
{
    private readonly List<int> ids = [];
    private readonly List<int> sentenceEnds = [];
    private readonly List<int> documentEnds = [];

    /// <summary>How many documents there are.</summary>
    public int Documents => documentEnds.Count;

    /// <summary>How many sentences all documents have.</summary>
    public int Sentences => sentenceEnds.Count;

    /// <summary>All ids.</summary>
    public int Tokens => ids.Count;

    /// <summary>Adds a document of one or more sentences; empty ones are left out, and so is a document without any other.</summary>
    public void Add(IEnumerable<int[]> sentences)
    {
        ArgumentNullException.ThrowIfNull(sentences);
        int before = Sentences;
        foreach (int[] sentence in sentences)
        {
            if (sentence.Length > 0)
            {
                ids.AddRange(sentence);
                sentenceEnds.Add(ids.Count);
            }
        }

        if (Sentences > before)
        {
            documentEnds.Add(Sentences);
        }
    }

    /// <summary>The sentences of a document, [First, End).</summary>
    public (int First, int End) Document(int document) => (document == 0 ? 0 : documentEnds[document - 1], documentEnds[document]);

    /// <summary>Where the ids of a sentence begin.</summary>
    public int Start(int sentence) => sentence == 0 ? 0 : sentenceEnds[sentence - 1];

    /// <summary>The ids of a stretch of text; valid until the next <see cref="Add"/>.</summary>
    public ReadOnlySpan<int> Ids(TextStretch stretch) => CollectionsMarshal.AsSpan(ids).Slice(stretch.Start, stretch.Length);

    /// <summary>All ids; valid until the next <see cref="Add"/>.</summary>
    public ReadOnlySpan<int> All => CollectionsMarshal.AsSpan(ids);
}
