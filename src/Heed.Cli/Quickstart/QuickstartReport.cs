using System.Globalization;
using Heed.Cli.Terminal;
using Heed.Models;
using Heed.Models.Inspection;
using Heed.Text.Corpora;

namespace Heed.Cli.Quickstart;

/// <summary>What the quickstart shows of the model that it trained.</summary>
internal sealed class QuickstartReport(Session session, Translator translator)
{
    private const int Shown = 5;

    /// <summary>Translates a few sentences, marks which are right, and draws where the decoder looked in the first.</summary>
    public void Show(IReadOnlyList<SentencePair> test, IReadOnlyList<string> hypotheses)
    {
        session.Results.WriteLine("Five sentences about days that it has never seen:");
        foreach ((SentencePair pair, string ours) in test.Zip(hypotheses).Take(Shown))
        {
            session.Results.WriteLine($"  {pair.Source}  →  {ours}  {(ours == pair.Target ? "✓" : $"✗ (should be {pair.Target})")}");
        }

        session.Results.WriteLine();
        session.Results.WriteLine("Where it looked in the first (cross-attention; rows are what it wrote, columns what it read):");
        new TraceReport(session.Results, TranslationInspector.Inspect(translator, test[0].Source)).WriteMap(layer: null, head: null);
        session.Results.WriteLine();
        session.Results.Flush();
    }

    /// <summary>Says what to type next.</summary>
    public void NextSteps(string folder, (string Source, string Target) test, string sentence)
    {
        session.Note("Go on with:");
        session.Note($"  echo '{sentence}' | ./heed translate --model {folder}");
        session.Note($"  ./heed inspect --model {folder} '{sentence}'");
        session.Note($"  ./heed evaluate --model {folder} --source {test.Source} --references {test.Target} --tokenize zh");
        session.Note("  ./heed train recipes/multi30k-en-de.yaml --data DIR    # a real translator, from your own parallel text");
    }

    /// <summary>The last line: the share of test sentences translated without any difference.</summary>
    public void ExactMatch(double percent)
    {
        session.Results.WriteLine(string.Create(CultureInfo.InvariantCulture, $"exact match: {percent:F1} %"));
        session.Results.Flush();
    }
}
