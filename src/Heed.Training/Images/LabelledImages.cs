using Heed.Media.Images;

namespace Heed.Training.Images;

/// <summary>Some of the images of a set with what they show.</summary>
/// <param name="Images">All images of the set.</param>
/// <param name="Labels">Their classes.</param>
/// <param name="First">The first image that belongs to this part.</param>
/// <param name="Count">How many belong to it.</param>
public sealed record LabelledImages(ImageSet Images, byte[] Labels, int First, int Count);
