using System.Runtime.InteropServices;
using System.Text.Json;
using System.Text.RegularExpressions;
using Heed.Text.Tokenization.Patterns;

namespace Heed.Text.Tokenization;

/// <summary>What a part looks for: a literal string or a regular expression, written <c>{"String": …}</c> or <c>{"Regex": …}</c>.</summary>
public sealed class TextPattern
{
    private readonly string source;
    private readonly Regex? regex;
    private readonly HandWrittenPattern? byHand;

    private TextPattern(string source, bool isRegex)
    {
        this.source = source;
        if (isRegex && source.AsSpan().ContainsAnyInRange('\uD800', '\uDFFF'))
        {
            throw new ArgumentException("It names a character above U+FFFF, which .NET's expressions cannot.", nameof(source));
        }

        byHand = isRegex ? HandWrittenPattern.Find(source) : null;
        regex = isRegex && byHand is null ? new Regex(source, RegexOptions.CultureInvariant | RegexOptions.Compiled) : null;
    }

    public static TextPattern Literal(string text) => new(text, isRegex: false);

    /// <exception cref="ArgumentException">The expression is not one that .NET understands, or it names a character above U+FFFF.</exception>
    public static TextPattern Expression(string expression) => new(expression, isRegex: true);

    /// <summary>Adds every match, in order and without overlap, to <paramref name="matches"/>; empty matches are left out.</summary>
    public void FindAll(ReadOnlySpan<char> text, List<(int Start, int End)> matches)
    {
        ArgumentNullException.ThrowIfNull(matches);
        if (byHand is not null)
        {
            byHand.FindAll(text, matches);
        }
        else if (regex is not null && text.ContainsAnyInRange('\uD800', '\uDFFF'))
        {
            (string shown, List<int> places) = StandIns.Replace(text);
            int first = matches.Count;
            FindExpression(shown, matches);
            foreach (ref (int Start, int End) match in CollectionsMarshal.AsSpan(matches)[first..])
            {
                match = (places[match.Start], places[match.End]);
            }
        }
        else if (regex is not null)
        {
            FindExpression(text, matches);
        }
        else
        {
            FindLiteral(text, matches);
        }
    }

    internal static TextPattern Read(JsonPart json)
    {
        string? expression = json.OptionalString("Regex");
        string? literal = json.OptionalString("String");
        json.Finish();
        if ((expression is null) == (literal is null))
        {
            throw json.Error("needs either \"String\" or \"Regex\"");
        }

        try
        {
            return new TextPattern(expression ?? literal!, expression is not null);
        }
        catch (ArgumentException exception)
        {
            throw json.Error($"has an expression that Heed cannot use: {exception.Message.TrimEnd('.')}");
        }
    }

    internal void Write(Utf8JsonWriter json)
    {
        json.WriteStartObject("pattern");
        json.WriteString(regex is null && byHand is null ? "String" : "Regex", source);
        json.WriteEndObject();
    }

    private void FindExpression(ReadOnlySpan<char> text, List<(int Start, int End)> matches)
    {
        foreach (ValueMatch match in regex!.EnumerateMatches(text))
        {
            if (match.Length > 0)
            {
                matches.Add((match.Index, match.Index + match.Length));
            }
        }
    }

    private void FindLiteral(ReadOnlySpan<char> text, List<(int Start, int End)> matches)
    {
        for (int from = 0; source.Length > 0;)
        {
            int found = text[from..].IndexOf(source, StringComparison.Ordinal);
            if (found < 0)
            {
                return;
            }

            matches.Add((from + found, from + found + source.Length));
            from += found + source.Length;
        }
    }
}
