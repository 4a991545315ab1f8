using Heed.Server.Engines;
using Heed.Server.LibreTranslate;

namespace Heed.Server.Hosting;

/// <summary>Translates whole texts for many callers at once; see <see cref="HeedServices.AddHeedTranslator"/>. Safe to use from any thread.</summary>
public sealed class TextTranslator(TranslationEngine engine)
{
    /// <summary>The translator of sentences beneath.</summary>
    public TranslationEngine Engine => engine;

    /// <summary>The translation of a text, sentence by sentence; spaces and line breaks between them stay as they are.</summary>
    /// <exception cref="QueueFullException">Too many wait already; try again in a moment.</exception>
    /// <exception cref="OperationCanceledException">The caller went away.</exception>
    public Task<string> TranslateAsync(string text, CancellationToken cancellation = default) => TranslateAsync(text, isHtml: false, cancellation);

    /// <summary>The translation of a piece of HTML; its tags stay.</summary>
    /// <exception cref="QueueFullException">Too many wait already; try again in a moment.</exception>
    /// <exception cref="OperationCanceledException">The caller went away.</exception>
    public Task<string> TranslateHtmlAsync(string html, CancellationToken cancellation = default) => TranslateAsync(html, isHtml: true, cancellation);

    private async Task<string> TranslateAsync(string text, bool isHtml, CancellationToken cancellation) =>
        (await TextTranslation.TranslateAsync(engine, [text], isHtml, alternatives: 0, cancellation).ConfigureAwait(false))[0].Text;
}
