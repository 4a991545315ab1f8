using Heed.Models.Transformer;
using Heed.Text;

namespace Heed.Models.Inspection;

/// <summary>That a sentence and its translation can be looked into.</summary>
internal static class SentenceCheck
{
    /// <exception cref="UserException">An id is none that a translation is made of, or there are more than the model can write.</exception>
    public static void RequireTokens(IReadOnlyList<int> target, Translator translator)
    {
        int vocabulary = translator.Model.Options.Vocabulary;
        foreach (int id in target)
        {
            if (id < 0 || id >= vocabulary)
            {
                throw new UserException($"There is no id {id}: this model's vocabulary has {vocabulary} pieces, counted from 0.");
            }
        }

        if (target.Count >= translator.Model.Options.LongestTarget)
        {
            throw new UserException($"{target.Count} tokens and the end are more than this model can write, which is {translator.Model.Options.LongestTarget}.");
        }
    }

    /// <exception cref="UserException">The attentions would have more numbers, or the effects of heads take longer, than the inspection may.</exception>
    public static void RequireSize(TransformerModel model, long source, long target, InspectionOptions inspection)
    {
        (TransformerOptions options, long most) = (model.Options, inspection.MaximumNumbers);
        long heads = options.Heads.Count;
        long numbers = 2 * heads * ((options.EncoderLayers * source * source) + (options.DecoderLayers * target * (target + source)));
        if (numbers > most)
        {
            throw new UserException(
                $"The sentence is too long to look into: {source} tokens and {target} of its translation make {numbers} numbers of attention, and {most} are the most; take a shorter one.");
        }

        double passes = heads * (options.EncoderLayers + (2.0 * options.DecoderLayers));
        if (inspection.HeadEffects && passes * model.Parameters.Count * (source + target) > inspection.MaximumEffectWork)
        {
            throw new UserException($"To measure each of the {passes} heads of this model takes too long here; switch heads off one by one, or ask for it with heed inspect --json.");
        }
    }
}
