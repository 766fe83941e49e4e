using System.CommandLine;
using Walrus.Cli.Output;

namespace Walrus.Cli.Verification;

/// <summary><c>walrus verify</c>: checks that trust nobody but a genesis.</summary>
internal static class VerifyCommand
{
    public static Command Create(CommandConsole console) => new("verify", "Checks a proof or a whole ledger, trusting nothing but the genesis.")
    {
        VerifyProofCommand.Create(console),
        VerifyLedgerCommand.Create(console),
    };
}
