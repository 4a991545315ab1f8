using Heed.Models.Classification;
using Heed.Models.LanguageModels;
using Heed.Models.MaskedLanguage;
using Heed.Models.SequenceToSequence;

namespace Heed.Models.Checkpoints;

/// <summary>Model folders of whatever family, for those who move models about without using them.</summary>
public static class AnyModel
{
    /// <summary>Loads a folder with its options. What it is, its options say.</summary>
    /// <exception cref="Text.UserException">A part is missing, damaged, or of another shape.</exception>
    public static (IModelOptions<Model> Options, Model Model) Load(string folder)
    {
        if (ModelFolder.Holds<IMaskedLanguageOptions>(folder))
        {
            MaskedLanguageModel masked = ModelFolder.Load<IMaskedLanguageOptions, MaskedLanguageModel>(folder);
            return (masked.Options, masked);
        }

        if (ModelFolder.Holds<IClassifierOptions>(folder))
        {
            ClassifierModel classifier = ModelFolder.Load<IClassifierOptions, ClassifierModel>(folder);
            return (classifier.Options, classifier);
        }

        if (ModelFolder.Holds<ILanguageModelOptions>(folder))
        {
            LanguageModel language = ModelFolder.Load<ILanguageModelOptions, LanguageModel>(folder);
            return (language.Options, language);
        }

        SequenceToSequenceModel pair = ModelFolder.Load<ISequenceToSequenceOptions, SequenceToSequenceModel>(folder);
        return (pair.Options, pair);
    }

    /// <summary>Writes configuration and weights, the options under the interface of their family, which adds the key <c>kind</c>.</summary>
    /// <exception cref="Text.UserException">They cannot be written.</exception>
    public static void Save(string folder, IModelOptions<Model> options, Model model)
    {
        switch (options)
        {
            case IMaskedLanguageOptions masked:
                ModelFolder.Save(folder, masked, model.Parameters);
                break;
            case IClassifierOptions classifier:
                ModelFolder.Save(folder, classifier, model.Parameters);
                break;
            case ILanguageModelOptions language:
                ModelFolder.Save(folder, language, model.Parameters);
                break;
            case ISequenceToSequenceOptions pair:
                ModelFolder.Save(folder, pair, model.Parameters);
                break;
            default:
                throw new ArgumentException($"{options.GetType().Name} belongs to no family that is moved about.");
        }
    }
}
