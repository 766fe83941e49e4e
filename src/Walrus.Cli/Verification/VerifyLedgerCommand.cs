using System.CommandLine;
using Walrus.Cli.Network;
using Walrus.Cli.Options;
using Walrus.Cli.Output;
using Walrus.Client.Auditing;
using Walrus.Core;
using Walrus.Ledger.Networks;
using Walrus.Storage;

namespace Walrus.Cli.Verification;

/// <summary><c>walrus verify ledger DIR|URL</c>: executes a whole ledger again and holds it against what its committees signed.</summary>
internal static class VerifyLedgerCommand
{
    public static Command Create(CommandConsole console)
    {
        Argument<string> source = new("DIR|URL") { Description = "A server's data folder, or its folder 'ledger', or a gateway." };
        Option<string> genesis = new("--genesis") { Description = "File with the genesis that it must begin with.", HelpName = "FILE" };
        Command command = new("ledger", "Executes a whole ledger again: headers, signatures, certificates, checkpoints, invariants.") { source, genesis };
        command.SetAction(parsed => Gateway.Run(async cancellation =>
        {
            Genesis? expected = parsed.GetValue(genesis) is { } path ? EvidenceFiles.Read<Genesis>(path, "genesis") : null;
            LedgerAuditReport report = await VerifyAsync(parsed.GetValue(source)!, expected, cancellation);
            console.Write(ToReport(report), parsed.Has(SharedOptions.Json));
        }));
        return command;
    }

    private static async Task<LedgerAuditReport> VerifyAsync(string source, Genesis? expected, CancellationToken cancellation)
    {
        try
        {
            if (NetworkOptions.Find(source) is not { } url)
                return await FolderLedger.VerifyAsync(source, expected, cancellation);
            using Gateway gateway = new(url);
            return await GatewayLedger.VerifyAsync(gateway.Ledger, expected, cancellation);
        }
        catch (ProtocolException wrong)
        {
            throw new CommandFailedException(wrong.Message, "This ledger does not hold: do not rely on it.");
        }
        catch (StorageException damaged)
        {
            throw new CommandFailedException(damaged.Message, "The journal cannot be read to its end.");
        }
    }

    private static FieldReport ToReport(LedgerAuditReport report) => new FieldReport()
        .Add("networkId", report.Network.ToString())
        .Add("height", (long)report.Height)
        .Add("hash", "0x" + report.Hash)
        .Add("epoch", report.Epoch.Value)
        .Add("blocks", (long)report.Blocks)
        .Add("transactions", (long)report.Transactions)
        .Add("epochChanges", (long)report.Turns)
        .Add("handoversVerified", (long)report.Handovers)
        .Add("checkpointHeight", (long?)report.CheckpointHeight)
        .Add("stateHash", "0x" + report.StateHash);
}
