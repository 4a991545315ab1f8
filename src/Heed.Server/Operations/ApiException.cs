namespace Heed.Server.Operations;

/// <summary>A request that cannot be answered as it was asked: the status and the sentence that the client gets.</summary>
internal sealed class ApiException : Exception
{
    public ApiException(int status, string message)
        : base(message) => Status = status;

    public ApiException(string message)
        : this(400, message)
    {
    }

    public ApiException(string message, Exception inner)
        : base(message, inner) => Status = 400;

    public ApiException()
        : this(400, "Invalid request")
    {
    }

    /// <summary>HTTP's status.</summary>
    public int Status { get; }

    /// <summary>The parameter that is at fault, if one is.</summary>
    public string? Parameter { get; init; }
}
