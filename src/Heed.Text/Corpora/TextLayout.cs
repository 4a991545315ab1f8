namespace Heed.Text.Corpora;

/// <summary>What the lines of a text file are.</summary>
public enum TextLayout
{
    /// <summary>A document by itself each, unrelated to its neighbours: captions, sentences from a corpus.</summary>
    Lines,

    /// <summary>One text that runs on, broken into lines anywhere; an empty line ends a paragraph, and with it a sentence.</summary>
    Running,
}
