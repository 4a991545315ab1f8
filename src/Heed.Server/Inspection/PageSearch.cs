using Heed.Models.Generation;
using Heed.Text;

namespace Heed.Server.Inspection;

/// <summary>The search that a request asks for, within bounds.</summary>
internal static class PageSearch
{
    private const int WidestBeam = 32;
    private const float StrongestPenalty = 10;

    /// <exception cref="UserException">A number is out of bounds.</exception>
    public static SearchOptions Read(ISearchRequest request, SearchOptions usual)
    {
        int beam = request.Beam ?? usual.Beam;
        int best = request.NBest ?? 1;
        float alpha = request.LengthPenalty ?? usual.LengthPenalty.Alpha;
        if (beam is < 1 or > WidestBeam)
        {
            throw new UserException($"beam is {beam}, but must be 1 to {WidestBeam}.");
        }

        if (best < 1 || best > beam)
        {
            throw new UserException($"nBest is {best}, but must be 1 to the beam, which is {beam}.");
        }

        if (!(Math.Abs(alpha) <= StrongestPenalty))
        {
            throw new UserException($"lengthPenalty is {alpha}, but must be -{StrongestPenalty} to {StrongestPenalty}.");
        }

        return usual with { Beam = beam, Best = best, LengthPenalty = usual.LengthPenalty with { Alpha = alpha } };
    }
}
