using System.Globalization;
using Heed.Text.Tokenization;
using Heed.Text.Tokenization.Models;
using Spectre.Console;

namespace Heed.Cli.Terminal;

/// <summary>Prints how a tokenizer reads a text; neighbouring pieces have different colours where the terminal has any.</summary>
internal sealed class TokenizerReport(IAnsiConsole console, Tokenizer tokenizer)
{
    private static readonly Style[] Colours =
    [
        new(Color.Black, Color.SkyBlue1), new(Color.Black, Color.LightGreen), new(Color.Black, Color.LightGoldenrod1), new(Color.Black, Color.Plum1),
    ];

    /// <summary>The pieces in one line, then each with its id and the characters of the text that it covers.</summary>
    public void WritePieces(string text)
    {
        IReadOnlyList<Token> tokens = tokenizer.EncodeWithOffsets(text);
        WriteLine([.. tokens.Select(token => tokenizer.Piece(token.Id))]);
        console.WriteLine();
        Table table = new Table().Border(TableBorder.Simple).AddColumn("piece").AddColumn("id", column => column.RightAligned()).AddColumn("text");
        for (int i = 0; i < tokens.Count; i++)
        {
            table.AddRow(
                new Spectre.Console.Text(tokenizer.Piece(tokens[i].Id), Colours[i % Colours.Length]),
                new Spectre.Console.Text(tokens[i].Id.ToString(CultureInfo.InvariantCulture)),
                new Spectre.Console.Text(Visible(text[tokens[i].Start..tokens[i].End])));
        }

        console.Write(table);
        console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{tokens.Count} pieces of {tokenizer.VocabularySize}, read back as: {tokenizer.Decode([.. tokens.Select(token => token.Id)])}"));
    }

    /// <summary>How each word became its pieces.</summary>
    public void WriteSteps(IReadOnlyList<string> words)
    {
        foreach (string word in words)
        {
            IReadOnlyList<EncodingStep> steps = tokenizer.Parts.Model.Explain(word);
            console.WriteLine();
            int width = steps.Max(step => step.What.Length);
            foreach (EncodingStep step in steps)
            {
                console.Write(step.What.PadRight(width + 2));
                WriteLine(step.Pieces);
            }
        }
    }

    private void WriteLine(IReadOnlyList<string> pieces)
    {
        for (int i = 0; i < pieces.Count; i++)
        {
            console.Write(i == 0 ? "" : " ");
            console.Write(pieces[i], Colours[i % Colours.Length]);
        }

        console.WriteLine();
    }

    /// <summary>White space that one would not see, in words.</summary>
    private static string Visible(string text) => string.IsNullOrWhiteSpace(text) ? $"'{text.Replace("\n", "\\n", StringComparison.Ordinal).Replace("\t", "\\t", StringComparison.Ordinal)}'" : text;
}
