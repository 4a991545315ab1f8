using Heed.Text.Tokenization;
using Heed.Text.Tokenization.Models;

namespace Heed.Models.Inspection;

/// <summary>How one word became its pieces.</summary>
/// <param name="Text">The word as the tokenizer sees it, normalised.</param>
/// <param name="Merges">The pieces after each step; the last are those of the text.</param>
/// <param name="Actions">What each step did, in words.</param>
public sealed record TracedWord(string Text, IReadOnlyList<IReadOnlyList<string>> Merges, IReadOnlyList<string> Actions)
{
    /// <summary>The words of a text, in order.</summary>
    public static IReadOnlyList<TracedWord> Of(Tokenizer tokenizer, string text) => [.. tokenizer.Words(text).Select(word => Of(tokenizer.Parts.Model, word))];

    private static TracedWord Of(TokenModel model, string word)
    {
        IReadOnlyList<EncodingStep> steps = model.Explain(word);
        return new TracedWord(word, [.. steps.Select(step => step.Pieces)], [.. steps.Select(step => step.What)]);
    }
}
