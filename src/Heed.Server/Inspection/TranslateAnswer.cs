using Heed.Text.Languages;

namespace Heed.Server.Inspection;

/// <summary>The answer to <see cref="TranslateRequest"/>.</summary>
/// <param name="Sentences">In their order.</param>
/// <param name="After">The exact text behind the last.</param>
/// <param name="DetectedLanguage">Where the source was to be detected.</param>
internal sealed record TranslateAnswer(IReadOnlyList<AnsweredSentence> Sentences, string After, DetectedLanguage? DetectedLanguage);

/// <summary>One sentence of a text.</summary>
/// <param name="Source">As it stands there.</param>
/// <param name="Before">The exact text between the sentence before, or the beginning, and this one.</param>
/// <param name="Hypotheses">Its translations, best first.</param>
internal sealed record AnsweredSentence(string Source, string Before, IReadOnlyList<AnsweredHypothesis> Hypotheses);

/// <summary>One translation.</summary>
/// <param name="Text">The translation.</param>
/// <param name="Score">What it was ranked by.</param>
/// <param name="LogProbability">The sum over its tokens, the end included.</param>
/// <param name="Tokens">What it is made of, without the end.</param>
internal sealed record AnsweredHypothesis(string Text, float Score, float LogProbability, IReadOnlyList<AnsweredToken> Tokens);

/// <summary>One token of a translation.</summary>
internal sealed record AnsweredToken(int Id, string Piece, string Text, float LogProbability);
