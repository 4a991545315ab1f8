using System.Globalization;

namespace Heed.Text.Segmentation;

/// <summary>The characters that matter to the end of a sentence.</summary>
internal static class Marks
{
    /// <summary>End a sentence if space follows.</summary>
    public static bool IsEnd(char character) => character is '.' or '?' or '!' or '…' or '‽' or '؟' or '۔' or '।' or '॥' or '։' or '።' or '⁇' or '⁈' or '⁉';

    /// <summary>End a sentence whatever follows.</summary>
    public static bool IsWideEnd(char character) => character is '。' or '！' or '？' or '｡' or '．' or '︒' or '︕' or '︖';

    public static bool IsLineBreak(char character) => character is '\n' or '\r' or '\v' or '\f' or '\u0085' or '\u2028' or '\u2029';

    /// <summary>Closes a quotation or bracket where it stands right behind a mark. Half of them open in other languages.</summary>
    public static bool IsCloser(char character) => IsRoundCloser(character) || character is '"' or '\'' or '”' or '’' or '“' or '‘' or '»' or '«' or '›' or '‹' or ']' or '}' or '」' or '』' or '】' or '＂' or '*' or '_';

    /// <summary>The same behind a full-width mark, where the other half opens the next sentence.</summary>
    public static bool IsWideCloser(char character) => IsRoundCloser(character) || character is '”' or '’' or '」' or '』' or '】' or '＂' or '»';

    public static bool IsRoundCloser(char character) => character is ')' or '）' or '〕';

    public static bool IsRoundOpener(char character) => character is '(' or '（' or '〔';

    /// <summary>Closes a title (《走吧！》), which is part of a sentence.</summary>
    public static bool IsTitleCloser(char character) => character is '》' or '〉';

    /// <summary>May stand before the first word of a sentence.</summary>
    public static bool IsOpener(char character) =>
        IsRoundOpener(character) || character is '"' or '\'' or '“' or '‘' or '„' or '‚' or '«' or '»' or '‹' or '›' or '[' or '{' or '¿' or '¡' or '「' or '『' or '【' or '*' or '_' or '—' or '–' or '-';

    /// <summary>Goes on with a sentence after a closed quotation: “走！”，他说.</summary>
    public static bool IsContinuation(char character) => character is ',' or ';' or ':' or '，' or '、' or '；' or '：' or '․';

    /// <summary>A letter of a script that is written without spaces.</summary>
    public static bool IsIdeograph(char character) =>
        character is >= '\u3040' and <= '\u30FF' or >= '\u3400' and <= '\u9FFF' or >= '\uF900' and <= '\uFAFF' or '々' or '〆'
        || char.GetUnicodeCategory(character) == UnicodeCategory.Surrogate && character is >= '\uD840' and <= '\uD88D';
}
