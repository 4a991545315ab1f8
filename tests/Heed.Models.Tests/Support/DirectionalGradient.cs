using Heed.Tensors;
using Heed.Tensors.Ops;

namespace Heed.Models.Tests.Support;

/// <summary>Compares a model's gradient with finite differences along the gradient itself: the loss must rise by |g|² a unit.</summary>
internal static class DirectionalGradient
{
    private const float Step = 1e-3f;

    /// <summary><paramref name="loss"/> runs the model forward in the step that the workspace is in.</summary>
    public static void Check(Model model, Workspace workspace, Func<CrossEntropyResult> loss)
    {
        workspace.BeginDeterministicStep();
        model.Parameters.ClearGradients();
        workspace.Backward(loss().Loss);
        Compare(model, workspace, () => loss().NegativeLogLikelihood);
    }

    /// <summary>Compares the gradients that the model has with what <paramref name="loss"/> does; it runs in the step that the workspace is in.</summary>
    public static void Compare(Model model, Workspace workspace, Func<double> loss)
    {
        float[] gradient = model.Parameters.AllGradients.ToArray();
        double square = gradient.Sum(element => (double)element * element);
        Assert.True(square > 0, "There is no gradient.");
        float scale = Step / (float)Math.Sqrt(square);
        float[] values = model.Parameters.AllValues.ToArray();
        double numeric = (At(scale) - At(-scale)) / (2 * scale);
        Assert.Equal(square, numeric, 0.01 * square);

        double At(float distance)
        {
            for (int index = 0; index < values.Length; index++)
            {
                model.Parameters.AllValues[index] = values[index] + (distance * gradient[index]);
            }

            workspace.BeginInferenceStep();
            return loss();
        }
    }
}
