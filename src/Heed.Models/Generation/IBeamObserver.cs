namespace Heed.Models.Generation;

/// <summary>Watches the search for one sentence. The live branches of a step, in the order seen, are the parents 0, 1, 2, … of the next step's.</summary>
public interface IBeamObserver
{
    /// <summary>One way to go on that the search looked at; those of a step come best first.</summary>
    void Branch(in BeamBranch branch);

    /// <summary>All branches of the step were seen.</summary>
    void EndStep();
}
