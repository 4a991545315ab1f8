namespace Heed.Text.Tokenization.Unicode;

/// <summary>Korean syllables compose from their letters by arithmetic (Unicode Standard, section 3.12).</summary>
internal static class Hangul
{
    private const int SyllableBase = 0xAC00;
    private const int LeadBase = 0x1100;
    private const int VowelBase = 0x1161;
    private const int TrailBase = 0x11A7;
    private const int Leads = 19;
    private const int Vowels = 21;
    private const int Trails = 28;

    public static bool IsSyllable(int code) => code is >= SyllableBase and < SyllableBase + (Leads * Vowels * Trails);

    /// <summary>Adds the two or three letters of a syllable.</summary>
    public static void Decompose(int syllable, List<int> letters)
    {
        int index = syllable - SyllableBase;
        letters.Add(LeadBase + (index / (Vowels * Trails)));
        letters.Add(VowelBase + (index / Trails % Vowels));
        if (index % Trails != 0)
        {
            letters.Add(TrailBase + (index % Trails));
        }
    }

    /// <summary>The syllable that a first letter and a vowel, or an open syllable and a last letter, make; −1 where they make none.</summary>
    public static int Compose(int first, int second)
    {
        if (first is >= LeadBase and < LeadBase + Leads && second is >= VowelBase and < VowelBase + Vowels)
        {
            return SyllableBase + ((((first - LeadBase) * Vowels) + (second - VowelBase)) * Trails);
        }

        bool isOpen = IsSyllable(first) && (first - SyllableBase) % Trails == 0;
        return isOpen && second is > TrailBase and < TrailBase + Trails ? first + (second - TrailBase) : -1;
    }

    /// <summary>Whether a letter may belong to the syllable before it.</summary>
    public static bool JoinsLeft(int code) => code is (>= VowelBase and < VowelBase + Vowels) or (> TrailBase and < TrailBase + Trails);
}
