using System.Globalization;

namespace Heed.Text.Segmentation;

/// <summary>Cuts in two what is too long for a model.</summary>
internal static class LongSentence
{
    /// <summary>
    /// Where the second part begins: in the middle half behind the strongest mark (semicolon or colon, then comma or dash, then a space), nearest to the
    /// middle; failing that, between two characters. The start of the sentence if it is a single character.
    /// </summary>
    public static int Cut(string text, TextSpan sentence)
    {
        int quarter = sentence.Length / 4;
        int middle = sentence.Start + (sentence.Length / 2);
        for (int strength = 3; strength > 0; strength--)
        {
            for (int distance = 0; distance <= quarter; distance++)
            {
                if (IsCut(text, middle + distance, sentence, strength))
                {
                    return middle + distance;
                }

                if (IsCut(text, middle - distance, sentence, strength))
                {
                    return middle - distance;
                }
            }
        }

        return BetweenCharacters(text, sentence, middle);
    }

    private static bool IsCut(string text, int place, TextSpan sentence, int strength)
    {
        if (place <= sentence.Start || place >= sentence.End)
        {
            return false;
        }

        char before = text[place - 1];
        return strength switch
        {
            3 => before is '；' or '：' || (before is ';' or ':' && char.IsWhiteSpace(text[place])),
            2 => before is '，' or '、' || (before is ',' or '–' or '—' or ')' && char.IsWhiteSpace(text[place])),
            _ => char.IsWhiteSpace(before),
        };
    }

    /// <summary>The place nearest before (or else after) the middle that divides neither a surrogate pair nor a letter from its marks.</summary>
    private static int BetweenCharacters(string text, TextSpan sentence, int middle)
    {
        for (int place = middle; place > sentence.Start; place--)
        {
            if (IsBoundary(text, place))
            {
                return place;
            }
        }

        for (int place = middle + 1; place < sentence.End; place++)
        {
            if (IsBoundary(text, place))
            {
                return place;
            }
        }

        return sentence.Start;
    }

    private static bool IsBoundary(string text, int place)
    {
        UnicodeCategory category = CharUnicodeInfo.GetUnicodeCategory(text, place);
        bool joins = category is UnicodeCategory.NonSpacingMark or UnicodeCategory.SpacingCombiningMark or UnicodeCategory.EnclosingMark or UnicodeCategory.Format;
        return !joins && !char.IsSurrogatePair(text[place - 1], text[place]) && text[place - 1] != '\u200D';
    }
}
