using System.CommandLine;
using Walrus.Cli.Options;
using Walrus.Cli.Output;
using Walrus.Client.Payments;
using Walrus.Ledger.Accounts;

namespace Walrus.Cli.Network;

/// <summary><c>walrus read-balance</c>: the account's channel to a gateway, from which reads are paid.</summary>
internal static class ReadBalanceCommand
{
    public static Command Create(CommandConsole console)
    {
        Option<string> amount = WalOption.Create("--amount", "What to pay in.");
        amount.Required = true;
        return new Command("read-balance", "What the account of --wallet has with a gateway to pay for reading.")
        {
            Subcommand(console, "show", "Shows the balance, and what reading costs.", null, static (channel, _, cancellation) => ShowAsync(channel, cancellation)),
            Subcommand(console, "deposit", "Pays in, and opens the channel if there is none.", amount, async (channel, frost, cancellation) =>
            {
                await channel.DepositAsync(frost, cancellation);
                return await ShowAsync(channel, cancellation);
            }),
            Subcommand(console, "close", "Asks for the balance back; the gateway has a whole epoch left to settle.", null, static async (channel, _, cancellation) =>
                new FieldReport().Add("withdrawableFrom", (await channel.CloseAsync(cancellation)).Value)),
            Subcommand(console, "withdraw", "Takes the balance of a closed channel back.", null, static async (channel, _, cancellation) =>
                new FieldReport().Add("withdrawn", (long)await channel.WithdrawAsync(cancellation))),
        };
    }

    private static Command Subcommand(
        CommandConsole console, string name, string description, Option<string>? amount, Func<ReadChannelClient, ulong, CancellationToken, Task<FieldReport>> work)
    {
        Option<string> wallet = AccountKey.Option();
        Option<string> url = NetworkOptions.Url();
        Command command = new(name, description) { wallet, url };
        if (amount is not null)
            command.Options.Add(amount);
        command.SetAction(parsed => Gateway.Run(async cancellation =>
        {
            using Ed25519Account account = AccountKey.Load(parsed, wallet);
            using Gateway gateway = new(parsed.Gateway(url));
            ulong frost = amount is null ? 0 : parsed.Frost(amount) ?? 0;
            console.Write(await work(new ReadChannelClient(gateway.Http, account), frost, cancellation), parsed.Has(SharedOptions.Json));
        }));
        return command;
    }

    private static async Task<FieldReport> ShowAsync(ReadChannelClient channel, CancellationToken cancellation)
    {
        PaymentTerms terms = await channel.GetTermsAsync(cancellation);
        FieldReport report = new FieldReport().Add("gateway", terms.Gateway.ToString()).Add("readPricePerMib", (long)terms.PricePerMib);
        return terms.Channel is not { } open ? report : report
            .Add("channel", open.Channel.ToString())
            .Add("balance", (long)open.Balance)
            .Add("settledBytes", (long)open.SettledBytes)
            .Add("coveredBytes", (long)open.CoveredBytes)
            .Add("deliveredBytes", (long)open.DeliveredBytes)
            .Add("withdrawableFrom", open.WithdrawableFrom?.Value);
    }
}
