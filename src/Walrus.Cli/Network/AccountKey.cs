using System.CommandLine;
using Walrus.Ledger.Accounts;

namespace Walrus.Cli.Network;

/// <summary>The account that a command pays and signs with, from its key file: base64 of a flag byte 0 and the 32 bytes of the seed.</summary>
internal static class AccountKey
{
    private const string Variable = "WALRUS_WALLET";
    private static readonly string DevelopmentKey = Path.Combine("data", "keys", "development.account.key");

    public static Option<string> Option() => new("--wallet")
    {
        Description = $"Key file of the account that pays; {Variable} or {DevelopmentKey} if not given.",
        HelpName = "FILE",
    };

    /// <summary>The account of the file given, or of the environment, or of the development network started in this folder.</summary>
    /// <exception cref="CommandFailedException">There is no such file, or it is no key file.</exception>
    public static Ed25519Account Load(ParseResult parsed, Option<string> option)
    {
        string path = parsed.GetValue(option) ?? Environment.GetEnvironmentVariable(Variable) ?? DevelopmentKey;
        if (!File.Exists(path))
            throw new CommandFailedException($"There is no key file '{path}'.", "The server prints the key file of its development account when it starts: name it with --wallet.");
        byte[] bytes = new byte[1 + Ed25519Account.SeedLength];
        if (!Convert.TryFromBase64String(File.ReadAllText(path).Trim(), bytes, out int written) || written != bytes.Length || bytes[0] != 0)
            throw new CommandFailedException($"'{path}' is no key file.", $"It holds base64 of a zero byte and {Ed25519Account.SeedLength} bytes.");
        return Ed25519Account.FromSeed(bytes.AsSpan(1));
    }
}
