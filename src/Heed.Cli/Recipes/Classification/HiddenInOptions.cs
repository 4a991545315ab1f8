using Heed.Text.Corpora;

namespace Heed.Cli.Recipes.Classification;

/// <summary><c>data.hidden_in:</c> a text among whose sentences every labelled one is hidden, which makes long documents of short texts.</summary>
internal sealed record HiddenInOptions
{
    /// <summary>A text that runs on and says nothing about the labels, plain or .gz; the path counts from the data folder.</summary>
    public required string File { get; init; }

    /// <summary>How many of its sentences each document gets.</summary>
    public int Sentences { get; init; } = 15;

    /// <summary>Decides which, and where the labelled text stands among them.</summary>
    public ulong Seed { get; init; } = 1;

    /// <summary>The documents around <paramref name="texts"/>.</summary>
    public IReadOnlyList<LabelledText> Hide(IReadOnlyList<LabelledText> texts, DataFolder folder) =>
        HiddenSentences.Make(texts, TextDocuments.Read(folder.Find(File, "data.hidden_in.file"), TextLayout.Running)[0], Sentences, Seed);
}
