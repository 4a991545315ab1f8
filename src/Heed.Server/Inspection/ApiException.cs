namespace Heed.Server.Inspection;

/// <summary>A request of the page that cannot be answered: the status and the sentence to answer instead.</summary>
internal sealed class ApiException(int status, string message) : Exception(message)
{
    public int Status { get; } = status;
}
