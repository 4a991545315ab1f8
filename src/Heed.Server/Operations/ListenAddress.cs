using System.Net;
using Heed.Text;

namespace Heed.Server.Operations;

/// <summary>The address to listen on. A name that is none would make the web server listen everywhere, so only what is certain is taken.</summary>
internal static class ListenAddress
{
    /// <exception cref="UserException">It is no address of a machine.</exception>
    public static IPAddress Of(string host) => host switch
    {
        "localhost" => IPAddress.Loopback,
        "*" => IPAddress.Any,
        _ => IPAddress.TryParse(host, out IPAddress? address)
            ? address
            : throw new UserException($"'{host}' is no address to listen on; take 127.0.0.1 for this machine alone, 0.0.0.0 for all, or the address of one network."),
    };
}
