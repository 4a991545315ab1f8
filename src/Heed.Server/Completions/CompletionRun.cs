using Heed.Models.Generation;
using Heed.Server.Engines;

namespace Heed.Server.Completions;

/// <summary>A question's texts while they grow.</summary>
internal sealed class CompletionRun
{
    private readonly string id = $"cmpl-{Guid.NewGuid():N}";
    private readonly long created = DateTimeOffset.UtcNow.ToUnixTimeSeconds();
    private readonly string model;
    private readonly int promptTokens;

    /// <exception cref="QueueFullException">Too much waits.</exception>
    /// <exception cref="Text.UserException">A prompt is empty, and the model knows no beginning of a text.</exception>
    public CompletionRun(CompletionQuestion question, CancellationToken cancellation)
    {
        GenerationEngine engine = question.Engine;
        int[][] prompts = [.. question.Prompts.Select(engine.Generator.Encode)];
        GrowingText[] texts = [.. Enumerable.Range(0, prompts.Length * question.Count).Select(index => new GrowingText(prompts[index / question.Count], question.Sampling(index))
        {
            IsScored = question.LogProbabilities is not null,
            Likely = question.LogProbabilities ?? 0,
            ScorePrompt = question.Echo && question.LogProbabilities is not null,
        })];
        IReadOnlyList<Generation> generations = engine.Generate(texts, question.MaximumTokens, cancellation);
        Choices = [.. generations.Select((generation, index) => new CompletionChoice(question, index, prompts[index / question.Count], generation))];
        (model, promptTokens) = (engine.Name, prompts.Sum(prompt => prompt.Length));
    }

    public IReadOnlyList<CompletionChoice> Choices { get; }

    public UsageAnswer Usage
    {
        get
        {
            int written = Choices.Sum(choice => choice.Tokens);
            return new UsageAnswer(promptTokens, written, promptTokens + written);
        }
    }

    public CompletionAnswer Answer(IReadOnlyList<ChoiceAnswer> choices, UsageAnswer? usage) => new(id, "text_completion", created, model, choices, usage);
}
