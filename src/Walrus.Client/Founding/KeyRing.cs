using System.Security.Cryptography;
using System.Text;
using Walrus.Core.Hashing;
using Walrus.Core.Signatures;
using Walrus.Ledger.Accounts;

namespace Walrus.Client.Founding;

/// <summary>
/// The secret keys of one process, each in a file of its own that only its owner may read, apart from the slivers (rulings 17).
/// A key that is not there yet is drawn from the system's randomness, or derived from the seed of a development network.
/// </summary>
public sealed class KeyRing
{
    private const int SeedLength = Ed25519Account.SeedLength;
    private const byte AccountFlag = 0x00;

    private readonly string? _folder;
    private readonly ulong? _seed;
    private readonly Dictionary<(string Name, string Purpose), byte[]> _drawn = [];

    /// <summary>A ring in <paramref name="folder"/>; null keeps keys for the life of the process only.</summary>
    public KeyRing(string? folder, ulong? seed) => (_folder, _seed) = (folder, seed);

    /// <summary>Where the key of an account lies, or null when it is not kept.</summary>
    public string? AccountFile(string name) => FileOf(name + ".account.key");

    /// <summary>The account of this name.</summary>
    public Ed25519Account Account(string name)
    {
        if (Read(AccountFile(name)) is { } text)
            return Ed25519Account.FromSeed(DecodeSeed(AccountFile(name)!, text));
        byte[] seed = Draw(name, "account");
        Keep(AccountFile(name), Convert.ToBase64String([AccountFlag, .. seed]));
        return Ed25519Account.FromSeed(seed);
    }

    /// <summary>The BLS key with which the storage node of this name signs protocol messages.</summary>
    public BlsSecretKey Protocol(string node)
    {
        string? file = FileOf(node + ".protocol.key");
        if (Read(file) is { } text)
            return BlsSecretKey.FromKeyText(text);
        BlsSecretKey key = BlsSecretKey.FromSeed(Draw(node, "protocol"));
        Keep(file, key.ToKeyText());
        return key;
    }

    private string? FileOf(string name) => _folder is null ? null : Path.Combine(_folder, name);

    private byte[] Draw(string name, string purpose)
    {
        if (_drawn.TryGetValue((name, purpose), out byte[]? before))
            return before;
        byte[] secret = _seed is { } seed
            ? Blake2b256.Hash(Encoding.UTF8.GetBytes($"walrus-cloud/development-key/{seed}/{purpose}/{name}")).ToArray()
            : RandomNumberGenerator.GetBytes(SeedLength);
        return _drawn[(name, purpose)] = secret;
    }

    private static string? Read(string? file) => file is not null && File.Exists(file) ? File.ReadAllText(file).Trim() : null;

    private static byte[] DecodeSeed(string file, string text)
    {
        byte[] bytes = new byte[1 + SeedLength];
        if (!Convert.TryFromBase64String(text, bytes, out int written) || written != bytes.Length || bytes[0] != AccountFlag)
            throw new InvalidDataException($"'{file}' is not an account's key file: base64 of {AccountFlag:x2} and {SeedLength} bytes.");
        return bytes[1..];
    }

    private static void Keep(string? file, string text)
    {
        if (file is null)
            return;
        Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        FileStreamOptions options = new() { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        using FileStream stream = new(file, options);
        stream.Write(Encoding.ASCII.GetBytes(text + "\n"));
        stream.Flush(flushToDisk: true);
    }
}
