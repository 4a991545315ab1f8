using System.Security.Cryptography;
using System.Text;

namespace Heed.Server.Operations;

/// <summary>The keys that open the server. Comparing takes the same time whatever is shown, so that nobody can feel a way to a key.</summary>
internal sealed class ApiKeys(IEnumerable<string> keys)
{
    private readonly byte[][] hashes = [.. keys.Select(Hash)];

    public bool Contains(string key)
    {
        byte[] shown = Hash(key);
        bool found = false;
        foreach (byte[] hash in hashes)
        {
            found |= CryptographicOperations.FixedTimeEquals(hash, shown);
        }

        return found;
    }

    private static byte[] Hash(string key) => SHA256.HashData(Encoding.UTF8.GetBytes(key));
}
