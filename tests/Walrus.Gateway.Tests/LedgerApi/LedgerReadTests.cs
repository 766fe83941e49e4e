using System.Net;
using System.Text.Json;
using Walrus.Client.Ledger;
using Walrus.Core.Bcs;
using Walrus.Core.Identifiers;
using Walrus.Ledger.Blocks;
using Walrus.Ledger.Commands;
using Walrus.Ledger.Transactions;
using Walrus.Testing;

namespace Walrus.Gateway.Tests.LedgerApi;

[Collection(GatewayCollection.Name)]
public sealed class LedgerReadTests(GatewayFixture fixture)
{
    [Fact]
    public async Task Accounts_show_balance_nonce_and_objects_page_by_page()
    {
        LedgerSession session = await LedgerSession.StartAsync(fixture);
        await session.Ledger.SubmitAsync(session.Sign(0, Enumerable.Range(1, 5).Select(size => new ReserveSpace((ulong)size << 20, 2))));
        string path = $"/v1/ledger/accounts/{session.Account.Address}";
        JsonElement account = await session.JsonAsync(path);
        Assert.Equal(session.Replica.Read(machine => machine.FindAccount(session.Account.Address)!.Balance.ToString(System.Globalization.CultureInfo.InvariantCulture)), account.GetProperty("balance").GetString());
        Assert.Equal(1u, account.GetProperty("nonce").GetUInt32());

        LedgerAccount first = await session.Ledger.GetAccountAsync(session.Account.Address, limit: 3);
        LedgerAccount second = await session.Ledger.GetAccountAsync(session.Account.Address, first.After, limit: 3);
        Assert.Equal((3, 2), (first.Objects.Length, second.Objects.Length));
        Assert.Null(second.After);
        ObjectId[] all = [.. first.Objects.Concat(second.Objects).Select(static item => item.Id)];
        Assert.Equal(session.Replica.Read(machine => machine.OwnedObjects(session.Account.Address).ToArray()), all);
        await LedgerSession.AssertRefusedAsync(session.GetAsync($"/v1/ledger/accounts/0x{new string('9', 64)}"), HttpStatusCode.NotFound, "ACCOUNT_NOT_FOUND");
        await LedgerSession.AssertRefusedAsync(session.GetAsync("/v1/ledger/accounts/me"), HttpStatusCode.BadRequest, "INVALID_REQUEST");
        await LedgerSession.AssertRefusedAsync(session.GetAsync(path + "?limit=1001"), HttpStatusCode.BadRequest, "INVALID_REQUEST");
        await LedgerSession.AssertRefusedAsync(session.GetAsync(path + "?page=2"), HttpStatusCode.BadRequest, "INVALID_REQUEST");
    }

    [Fact]
    public async Task Objects_show_their_fields_and_attributes()
    {
        LedgerSession session = await LedgerSession.StartAsync(fixture);
        StoredBlob stored = await fixture.Network.Client.StoreAsync(GatewayFixture.Bytes(71, 900), epochs: 3);
        JsonElement blob = await session.JsonAsync($"/v1/ledger/objects/{stored.Object}");
        Assert.Equal("blob", blob.GetProperty("type").GetString());
        Assert.Equal(stored.BlobId.ToString(), blob.GetProperty("blobId").GetString());
        Assert.Equal("900", blob.GetProperty("size").GetString());
        Assert.Equal(stored.EndEpoch.Value, blob.GetProperty("storage").GetProperty("endEpoch").GetUInt32());
        Assert.Equal(JsonValueKind.Object, blob.GetProperty("attributes").ValueKind);

        ObjectId reservation = (await session.Ledger.SubmitAsync(session.Sign(0, new ReserveSpace(1 << 20, 2)))).Created.Single();
        LedgerObjectAnswer storage = await session.Ledger.GetObjectAsync(reservation);
        Assert.Equal(("storage", "1048576"), (storage.Type, storage.Fields.GetProperty("storageSize").GetString()));
        await LedgerSession.AssertRefusedAsync(session.GetAsync($"/v1/ledger/objects/0x{new string('8', 64)}"), HttpStatusCode.NotFound, "OBJECT_NOT_FOUND");
        LedgerApiException missing = await Assert.ThrowsAsync<LedgerApiException>(() => session.Ledger.GetObjectAsync(default));
        Assert.Equal("OBJECT_NOT_FOUND", missing.Reason);
    }

    [Fact]
    public async Task Events_come_in_order_page_by_page_and_by_kind()
    {
        LedgerSession session = await LedgerSession.StartAsync(fixture);
        await fixture.Network.Client.StoreAsync(GatewayFixture.Bytes(72, 500));
        List<LedgerEventAnswer> all = [];
        for (LedgerEventPage page = await session.Ledger.GetEventsAsync(0, limit: 7); ; page = await session.Ledger.GetEventsAsync(page.Next, limit: 7))
        {
            all.AddRange(page.Events);
            if (page.Next == page.End)
                break;
        }

        Assert.Equal(Enumerable.Range(0, all.Count).Select(static i => (ulong)i), all.Select(static item => item.Position));
        LedgerEventPage certified = await session.Ledger.GetEventsAsync(0, limit: 1000, kinds: ["BlobCertified", "EpochChangeDone"]);
        Assert.Equal(all.Where(static item => item.Kind is "BlobCertified" or "EpochChangeDone").Select(static item => item.Position), certified.Events.Select(static item => item.Position));
        Assert.NotEmpty(certified.Events);
        await LedgerSession.AssertRefusedAsync(session.GetAsync("/v1/ledger/events?kind=Nonsense"), HttpStatusCode.BadRequest, "INVALID_REQUEST");
        await LedgerSession.AssertRefusedAsync(session.GetAsync("/v1/ledger/events?kind=0"), HttpStatusCode.BadRequest, "INVALID_REQUEST");
    }

    [Fact]
    public async Task Blocks_of_any_height_show_header_transactions_and_events()
    {
        LedgerSession session = await LedgerSession.StartAsync(fixture);
        TransactionEffects effects = await session.Ledger.SubmitAsync(session.Sign(0, new ReserveSpace(1 << 20, 2), new BurnWal(5)));
        JsonElement json = await session.JsonAsync($"/v1/ledger/blocks/{effects.Height}");
        Block block = await session.Ledger.GetBlockAsync(effects.Height);
        Assert.Equal("0x" + block.Header.ComputeHash(), json.GetProperty("hash").GetString());
        JsonElement transaction = json.GetProperty("transactions").EnumerateArray().Single(item => item.GetProperty("digest").GetString() == effects.Digest.ToString());
        Assert.Equal("ok", transaction.GetProperty("status").GetString());
        Assert.Equal("1048576", transaction.GetProperty("commands")[0].GetProperty("size").GetString());
        Assert.Equal("5", transaction.GetProperty("commands")[1].GetProperty("amount").GetString());
        Assert.Contains(json.GetProperty("events").EnumerateArray(), item => item.GetProperty("kind").GetString() == "WalBurned");

        Assert.Equal("EpochParametersSelected", (await session.JsonAsync("/v1/ledger/blocks/0")).GetProperty("events")[0].GetProperty("kind").GetString());
        for (ulong height = 1; height <= 3; height++)
            Assert.Equal((await session.Ledger.GetBlockAsync(height - 1)).Header.ComputeHash(), (await session.Ledger.GetBlockAsync(height)).Header.Previous);
        await LedgerSession.AssertRefusedAsync(session.GetAsync($"/v1/ledger/blocks/{ulong.MaxValue}"), HttpStatusCode.NotFound, "BLOCK_NOT_FOUND");
        await LedgerSession.AssertRefusedAsync(session.GetAsync("/v1/ledger/blocks/last"), HttpStatusCode.BadRequest, "INVALID_REQUEST");
    }

    [Fact]
    public async Task Events_and_blocks_of_long_ago_are_there()
    {
        LedgerSession session = await LedgerSession.StartAsync(fixture);
        TransactionEffects effects = await session.Ledger.SubmitAsync(session.Sign(0, new BurnWal(77)));
        await session.MakeBlocksAsync(1100);
        Assert.True(session.Replica.Read(static machine => machine.FirstRetainedEvent) > effects.Events[^1].Position);
        LedgerEventPage page = await session.Ledger.GetEventsAsync(0, limit: 1000);
        Assert.Equal(Enumerable.Range(0, page.Events.Length).Select(static i => (ulong)i), page.Events.Select(static item => item.Position));
        LedgerEventPage burned = await session.Ledger.GetEventsAsync(effects.Events[0].Position, limit: 1, kinds: ["WalBurned"]);
        Assert.Equal(effects.Events[0].Position, Assert.Single(burned.Events).Position);
        JsonElement block = await session.JsonAsync($"/v1/ledger/blocks/{effects.Height}");
        Assert.Contains(block.GetProperty("events").EnumerateArray(), item => item.GetProperty("position").GetUInt64() == effects.Events[0].Position);
        Assert.Equal(0u, (await session.JsonAsync("/v1/ledger/blocks/0")).GetProperty("events")[0].GetProperty("position").GetUInt64());
    }

    [Fact]
    public async Task Reads_wait_for_the_height_they_ask_for_but_not_for_ever()
    {
        LedgerSession session = await LedgerSession.StartAsync(fixture);
        ulong next = session.Height + 1;
        Task<JsonElement> waiting = session.JsonAsync($"/v1/ledger/info?minHeight={next}");
        await session.Ledger.SubmitAsync(session.Sign(0, new BurnWal(1)));
        Assert.True((await waiting).GetProperty("head").GetProperty("height").GetUInt64() >= next);
        await LedgerSession.AssertRefusedAsync(session.GetAsync("/v1/ledger/info?minHeight=99999999999"), HttpStatusCode.ServiceUnavailable, "HEIGHT_NOT_REACHED");
    }

    [Fact]
    public async Task The_genesis_is_the_networks()
    {
        LedgerSession session = await LedgerSession.StartAsync(fixture);
        Assert.Equal(BcsFormat.ToBytes(fixture.Network.Genesis), BcsFormat.ToBytes(await session.Ledger.GetGenesisAsync()));
        LedgerInfo info = await session.Ledger.GetInfoAsync();
        Assert.Equal((fixture.Network.Genesis.ComputeNetworkId().Bytes, 10, 100ul), (info.NetworkId, info.Members.Length, info.StoragePrice));
    }
}
