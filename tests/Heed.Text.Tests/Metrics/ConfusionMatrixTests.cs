using Heed.Text.Metrics;

namespace Heed.Text.Tests.Metrics;

public sealed class ConfusionMatrixTests
{
    [Fact]
    public void Two_classes_by_the_textbook()
    {
        // 6 true positives, 3 false positives, 1 false negative, 2 true negatives.
        ConfusionMatrix matrix = Of((1, 1, 6), (0, 1, 3), (1, 0, 1), (0, 0, 2));
        Assert.Equal(8.0 / 12, matrix.Accuracy, 1e-12);
        Assert.Equal(((6 * 2) - (3 * 1)) / Math.Sqrt(9.0 * 7 * 5 * 3), matrix.MatthewsCorrelation, 1e-12);
        Assert.Equal(((12.0 / 16) + (4.0 / 8)) / 2, matrix.MacroF1, 1e-12);
    }

    [Fact]
    public void Three_classes_by_the_formula()
    {
        // True 3, 2, 4; predicted 3, 2, 4; right 2 + 1 + 3 of 9: (6 · 9 − 29) / (81 − 29).
        ConfusionMatrix matrix = Of((0, 0, 2), (0, 1, 1), (1, 1, 1), (1, 2, 1), (2, 2, 3), (2, 0, 1));
        Assert.Equal(25.0 / 52, matrix.MatthewsCorrelation, 1e-12);
        Assert.Equal((2.0 / 3 + 0.5 + 0.75) / 3, matrix.MacroF1, 1e-12);
    }

    [Fact]
    public void Always_the_same_class_has_no_correlation()
    {
        ConfusionMatrix matrix = Of((0, 1, 3), (1, 1, 7));
        Assert.Equal(0, matrix.MatthewsCorrelation);
        Assert.Equal(0.7, matrix.Accuracy, 1e-12);
    }

    [Fact]
    public void All_right_is_one()
    {
        ConfusionMatrix matrix = Of((0, 0, 3), (1, 1, 7), (2, 2, 1));
        Assert.Equal((1, 1, 1), (matrix.Accuracy, matrix.MatthewsCorrelation, matrix.MacroF1));
    }

    private static ConfusionMatrix Of(params (int Truth, int Prediction, int Count)[] cells)
    {
        var matrix = new ConfusionMatrix(Math.Max(2, cells.Max(cell => Math.Max(cell.Truth, cell.Prediction)) + 1));
        foreach ((int truth, int prediction, int count) in cells)
        {
            for (int index = 0; index < count; index++)
            {
                matrix.Add(truth, prediction);
            }
        }

        return matrix;
    }
}
