using System.Globalization;
using System.Text.Json;
using Walrus.Client.Ledger;
using Walrus.Core.Identifiers;
using Walrus.Ledger.Accounts;
using Walrus.Ledger.Commands;
using Walrus.Ledger.Committees;
using Walrus.Ledger.Transactions;
using Walrus.Testing;

namespace Walrus.Server.Tests;

/// <summary>Reading for money, with the server and the command as processes, and a kill before the settlement.</summary>
public sealed class PaidReadTests
{
    [Fact]
    public async Task What_was_read_is_paid_for_although_the_gateway_is_killed()
    {
        using DataFolder data = new();
        ServerPorts ports = ServerPorts.Find();
        byte[] bytes = new byte[50_000];
        new Random(5).NextBytes(bytes);
        string url = $"http://127.0.0.1:{ports.Gateway}";
        string wallet = Path.Combine(data.Path, "keys", "development.account.key");
        string file = Path.Combine(data.Path, "read.bin");
        await using (ServerProcessHandle server = await ServerProcessHandle.StartAsync(ports, data.Path, "--nodes", "4", "--shards", "7"))
        {
            BlobId blob = (await new WalrusTestClient(server.Gateway).StoreAsync(bytes, epochs: 20)).BlobId;
            CommandRun free = await CommandRun.OfAsync("read", blob.ToString(), "--json", "--url", url);
            Assert.Equal(bytes, Json(free).GetProperty("blob").GetBytesFromBase64());
            await VoteAsync(server, data.Path, price: 1000);

            CommandRun unpaid = await CommandRun.OfAsync("read", blob.ToString(), "--out", file, "--url", url);
            Assert.True(unpaid.ExitCode == 1, unpaid.Error);
            Assert.Contains("--pay-up-to 0.000001", unpaid.Error, StringComparison.Ordinal);
            Assert.False(File.Exists(file));
            JsonElement paid = Json(await CommandRun.OfAsync("read", blob.ToString(), "--out", file, "--pay-up-to", "0.000001", "--json", "--url", url, "--wallet", wallet));
            Assert.Equal((1000, 1000), (paid.GetProperty("cost").GetInt32(), paid.GetProperty("deposited").GetInt32()));
            Assert.Equal(bytes, await File.ReadAllBytesAsync(file));
            JsonElement balance = Json(await CommandRun.OfAsync("read-balance", "deposit", "--amount", "0.5", "--json", "--url", url, "--wallet", wallet));
            Assert.Equal(bytes.Length, balance.GetProperty("deliveredBytes").GetInt32());
            Assert.Equal(0, balance.GetProperty("settledBytes").GetInt32());
            await server.KillAsync();
        }

        await using ServerProcessHandle again = await ServerProcessHandle.StartAsync(ports, data.Path);
        await foreach (LedgerEventAnswer item in new LedgerEventFeed(new LedgerClient(again.Gateway), TimeProvider.System).FollowAsync(0, ["VoucherSettled"]))
        {
            Assert.Equal("1000", item.Fields.GetProperty("cost").ToString());
            break;
        }

        JsonElement settled = Json(await CommandRun.OfAsync("read-balance", "show", "--json", "--url", url, "--wallet", wallet));
        Assert.Equal((bytes.Length, 500_000_000), (settled.GetProperty("settledBytes").GetInt32(), settled.GetProperty("balance").GetInt32()));
        int from = Json(await CommandRun.OfAsync("read-balance", "close", "--json", "--url", url, "--wallet", wallet)).GetProperty("withdrawableFrom").GetInt32();
        CommandRun early = await CommandRun.OfAsync("read-balance", "withdraw", "--url", url, "--wallet", wallet);
        Assert.True(early.ExitCode == 1, early.Error);
        Assert.Contains("EChannelNotClosed", early.Error, StringComparison.Ordinal);
        await AdvanceAsync(again, (uint)from - (await new LedgerClient(again.Gateway).GetInfoAsync()).Epoch.Value);
        JsonElement withdrawn = Json(await CommandRun.OfAsync("read-balance", "withdraw", "--json", "--url", url, "--wallet", wallet));
        Assert.Equal(500_000_000, withdrawn.GetProperty("withdrawn").GetInt32());
        Assert.Equal(0, await again.TerminateAsync());
    }

    private static async Task VoteAsync(ServerProcessHandle server, string data, ulong price)
    {
        LedgerClient ledger = new(server.Gateway);
        foreach (LedgerMember member in (await ledger.GetInfoAsync()).Members)
        {
            byte[] key = Convert.FromBase64String((await File.ReadAllTextAsync(Path.Combine(data, "keys", $"{member.Name}.account.key"))).Trim());
            using Ed25519Account account = Ed25519Account.FromSeed(key.AsSpan(1));
            using HttpResponseMessage funded = await server.Gateway.PostAsync(
                new Uri("/dev/v1/faucet", UriKind.Relative), new StringContent($$"""{"address":"{{account.Address}}","amount":1000}"""));
            Assert.True(funded.IsSuccessStatusCode);
            await new AccountClient(ledger, account).SubmitAsync(new TransactionBuilder().Add(new SetNodeVotes(member.Node, new NodeVotes(100, 2000, price, 1UL << 37))));
        }

        await AdvanceAsync(server, 1);
    }

    private static async Task AdvanceAsync(ServerProcessHandle server, uint epochs)
    {
        using StringContent body = new(string.Create(CultureInfo.InvariantCulture, $$"""{"epochs":{{epochs}}}"""));
        using HttpResponseMessage moved = await server.Gateway.PostAsync(new Uri("/dev/v1/clock/advance", UriKind.Relative), body);
        Assert.True(moved.IsSuccessStatusCode);
    }

    private static JsonElement Json(CommandRun run)
    {
        Assert.True(run.ExitCode == 0, run.Error);
        return JsonDocument.Parse(run.Out).RootElement;
    }
}
