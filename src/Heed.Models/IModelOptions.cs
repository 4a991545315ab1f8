namespace Heed.Models;

/// <summary>
/// What a model is made of: <c>config.json</c> of a model folder, <c>model:</c> of a recipe. Each family of models (what does the same job) has one
/// interface from which a configuration selects by <c>kind</c>.
/// </summary>
public interface IModelOptions<out TModel>
    where TModel : Model
{
    /// <summary>D, by which the paper's learning rate schedule scales.</summary>
    int Width { get; }

    /// <summary>Checks that the sizes fit each other.</summary>
    /// <exception cref="Text.UserException">They do not; the message names the key.</exception>
    void Check();

    /// <summary>The model, with memory for gradients if it is to be trained.</summary>
    /// <exception cref="Text.UserException">The sizes do not fit each other.</exception>
    TModel Build(bool forTraining);
}
