namespace Heed.Text;

/// <summary>
/// Something the user can mend: a missing file, a wrong key, unequal line counts. The message is one sentence that says what is
/// wrong, where, and what to do; the command line prints it as it is and exits with 1.
/// </summary>
public sealed class UserException : Exception
{
    public UserException(string message)
        : base(message)
    {
    }

    public UserException(string message, Exception inner)
        : base(message, inner)
    {
    }

    public UserException()
    {
    }
}
