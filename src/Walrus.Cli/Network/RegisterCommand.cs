using System.CommandLine;
using Walrus.Cli.Options;
using Walrus.Cli.Output;
using Walrus.Client.Ledger;
using Walrus.Core.Identifiers;
using Walrus.Core.Parameters;
using Walrus.Ledger.Accounts;
using Walrus.Ledger.Commands;
using Walrus.Ledger.Events;
using Walrus.Ledger.Transactions;

namespace Walrus.Cli.Network;

/// <summary><c>walrus register</c>: buys space and registers a blob, for a client that uploads to the nodes itself.</summary>
internal static class RegisterCommand
{
    public static System.CommandLine.Command Create(CommandConsole console)
    {
        Option<string> blob = Hexadecimal("--blob-id", "ID", "The blob id, as `walrus encode` prints it.", static text => BlobId.TryParse(text, out _), "43 characters of URL-safe base64");
        Option<string> root = Hexadecimal("--root-hash", "HASH", "Root of the Merkle tree over the sliver pairs, as `walrus encode` prints it.", static text => TryRoot(text, out _), "64 hexadecimal digits");
        Option<string> size = NumberOption.Create("--size", "BYTES", "Unencoded bytes of the blob.", 0, long.MaxValue);
        Option<string> epochs = NumberOption.Create("--epochs", "N", "For how many epochs.", 1, 1000);
        size.Required = epochs.Required = true;
        Option<string> deletable = Flag.Create("--deletable", "The owner may delete it before it ends.");
        Option<string> wallet = AccountKey.Option();
        Option<string> url = NetworkOptions.Url();
        System.CommandLine.Command command = new("register", "Registers a blob for a client that uploads to the nodes itself.") { blob, root, size, epochs, deletable, wallet, url };
        command.SetAction(parsed => Gateway.Run(async cancellation =>
        {
            using Ed25519Account account = AccountKey.Load(parsed, wallet);
            using Gateway gateway = new(parsed.Gateway(url));
            _ = TryRoot(parsed.GetValue(root)!, out Bytes32 rootHash);
            Registration wanted = new(
                BlobId.Parse(parsed.GetValue(blob)!), rootHash, parsed.Number(size, 0), (uint)parsed.Number(epochs, 0), parsed.Has(deletable));
            TransactionEffects effects = await RegisterAsync(gateway.Ledger, account, wanted, cancellation);
            console.Write(ToReport(effects, wanted), parsed.Has(SharedOptions.Json));
        }));
        return command;
    }

    private sealed record Registration(BlobId Blob, Bytes32 Root, long Size, uint Epochs, bool Deletable);

    private static FieldReport ToReport(TransactionEffects effects, Registration wanted)
    {
        BlobRegistered registered = effects.Events.Select(static item => item.Body).OfType<BlobRegistered>().Single();
        return new FieldReport()
            .Add("objectId", registered.ObjectId.ToString())
            .Add("blobId", wanted.Blob.ToString())
            .Add("endEpoch", registered.EndEpoch.Value)
            .Add("cost", (long)(effects.Cost.Storage + effects.Cost.Write))
            .Add("txDigest", effects.Digest.ToString());
    }

    private static async Task<TransactionEffects> RegisterAsync(LedgerClient ledger, Ed25519Account account, Registration wanted, CancellationToken cancellation)
    {
        LedgerInfo info = await ledger.GetInfoAsync(cancellation);
        ulong encoded = (ulong)new RedStuffParameters(info.Shards).EncodedLength(wanted.Size);
        TransactionBuilder commands = new TransactionBuilder()
            .Add(new ReserveSpace(encoded, wanted.Epochs), out ObjectArgument space)
            .Add(new RegisterBlob(space, wanted.Blob, wanted.Root, (ulong)wanted.Size, (byte)EncodingType.RS2, wanted.Deletable));
        try
        {
            return await new AccountClient(ledger, account).SubmitAsync(commands, cancellation);
        }
        catch (TransactionAbortedException refused)
        {
            throw new CommandFailedException($"The ledger did not register the blob: {refused.Reason}.", "Nothing was spent. Check blob id, root hash and size against `walrus encode`.");
        }
    }

    private static Option<string> Hexadecimal(string name, string help, string description, Func<string, bool> isGood, string form)
    {
        Option<string> option = new(name) { Description = description, HelpName = help, Required = true };
        option.Validators.Add(result =>
        {
            if (result.Tokens.Count == 1 && !isGood(result.Tokens[0].Value))
                result.AddError($"'{result.Tokens[0].Value}' is no value of {name}: it takes {form}.");
        });
        return option;
    }

    private static bool TryRoot(string text, out Bytes32 root)
    {
        string digits = text.StartsWith("0x", StringComparison.OrdinalIgnoreCase) ? text[2..] : text;
        bool ok = digits.Length == 2 * Bytes32.Length && digits.All(char.IsAsciiHexDigit);
        root = ok ? new Bytes32(Convert.FromHexString(digits)) : default;
        return ok;
    }
}
