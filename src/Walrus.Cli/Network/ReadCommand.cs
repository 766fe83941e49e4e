using System.CommandLine;
using Walrus.Cli.Options;
using Walrus.Cli.Output;
using Walrus.Cli.Slivers;
using Walrus.Client.Payments;
using Walrus.Core.Identifiers;
using Walrus.Ledger.Accounts;

namespace Walrus.Cli.Network;

/// <summary><c>walrus read</c>: a blob from a gateway, paid for where reading costs.</summary>
internal static class ReadCommand
{
    public static Command Create(CommandConsole console)
    {
        Argument<string> blob = new("BLOB_ID") { Description = "The blob id." };
        blob.Validators.Add(static result =>
        {
            if (result.Tokens.Count == 1 && !BlobId.TryParse(result.Tokens[0].Value, out _))
                result.AddError($"'{result.Tokens[0].Value}' is no blob id: it has 43 characters of URL-safe base64.");
        });
        Option<string> output = new("--out") { Description = "Write the blob to this file; to standard output if not given.", HelpName = "FILE" };
        Option<string> limit = WalOption.Create("--pay-up-to", "Pay for reading, from the account of --wallet, up to this amount.");
        Option<string> wallet = AccountKey.Option();
        Option<string> url = NetworkOptions.Url();
        Command command = new("read", "Reads a blob, and pays for it where reading costs.") { blob, output, limit, wallet, url };
        command.SetAction(parsed => Gateway.Run(async cancellation =>
        {
            // Without a limit nothing can be promised, and a key nobody pays with needs no file.
            ulong most = parsed.Frost(limit) ?? 0;
            using Ed25519Account account = most > 0 ? AccountKey.Load(parsed, wallet) : Ed25519Account.FromSeed(new byte[Ed25519Account.SeedLength]);
            using Gateway gateway = new(parsed.Gateway(url));
            ReadPayer payer = new(gateway.Http, account, new ReadPaymentOptions { Limit = most });
            await ReadAsync(console, payer, BlobId.Parse(parsed.GetValue(blob)!), parsed.GetValue(output), parsed.Has(SharedOptions.Json), cancellation);
        }));
        return command;
    }

    private static async Task ReadAsync(CommandConsole console, ReadPayer payer, BlobId blob, string? file, bool asJson, CancellationToken cancellation)
    {
        if (file is not null)
        {
            using OutputFile output = new(file);
            ReadReceipt receipt;
            await using (FileStream stream = new(output.Handle, FileAccess.Write, bufferSize: 0))
                receipt = await payer.ReadAsync(blob, stream, cancellation);
            output.Finish();
            console.Write(ToReport(blob, receipt).Add("out", file), asJson);
        }
        else if (asJson)
        {
            using MemoryStream bytes = new();
            ReadReceipt receipt = await payer.ReadAsync(blob, bytes, cancellation);
            console.Write(ToReport(blob, receipt).Add("blob", Convert.ToBase64String(bytes.GetBuffer().AsSpan(0, (int)bytes.Length))), asJson);
        }
        else
        {
            await payer.ReadAsync(blob, console.Bytes, cancellation);
            await console.Bytes.FlushAsync(cancellation);
        }
    }

    private static FieldReport ToReport(BlobId blob, ReadReceipt receipt) => new FieldReport()
        .Add("blobId", blob.ToString())
        .Add("bytes", receipt.Bytes)
        .Add("cost", (long)receipt.Cost)
        .Add("deposited", (long)receipt.Deposited);
}
