using System.Text.Json;
using Walrus.Cli.Tests.Support;
using Walrus.Core.Bcs;
using Walrus.Core.Identifiers;
using Walrus.Ledger.Blocks;
using Walrus.Ledger.Checkpoints;
using Walrus.Ledger.Journals;
using Walrus.Ledger.Proofs;
using Walrus.Ledger.Tests.Support;
using Walrus.Storage.Checkpoints;
using Walrus.Storage.Journals;

namespace Walrus.Cli.Tests.Verification;

public sealed class VerifyLedgerCommandTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly RealNetwork _network = new();
    private readonly AvailabilityProof _proof;

    public VerifyLedgerCommandTests() => _proof = _network.Prove();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task A_data_folder_is_executed_again_to_its_end()
    {
        await WriteAsync(_network.Blocks, _network.Handovers, _proof.Checkpoint);
        JsonElement json = CliRun.Of("verify", "ledger", _folder.Path, "--json").Json();
        Assert.Equal(_network.Genesis.ComputeNetworkId().ToString(), json.GetProperty("networkId").GetString());
        Assert.Equal((15, 15, 14), (json.GetProperty("height").GetInt32(), json.GetProperty("blocks").GetInt32(), json.GetProperty("transactions").GetInt32()));
        Assert.Equal((2, 2, 15), (json.GetProperty("epochChanges").GetInt32(), json.GetProperty("handoversVerified").GetInt32(), json.GetProperty("checkpointHeight").GetInt32()));
        Assert.Equal("0x" + _network.Blocks[^1].Header.ComputeHash(), json.GetProperty("hash").GetString());
        CliRun.Of("verify", "ledger", _folder.Of("ledger")).AssertDone();
    }

    [Fact]
    public async Task Without_signatures_the_blocks_alone_are_checked()
    {
        await WriteAsync(_network.Blocks, [], null);
        JsonElement json = CliRun.Of("verify", "ledger", _folder.Path, "--json").Json();
        Assert.Equal(0, json.GetProperty("handoversVerified").GetInt32());
        Assert.False(json.TryGetProperty("checkpointHeight", out _));
    }

    [Fact]
    public async Task A_changed_block_does_not_follow()
    {
        Block changed = _network.Blocks[4];
        List<Block> blocks = [.. _network.Blocks];
        blocks[4] = changed with { Header = changed.Header with { AvailabilityRoot = changed.Header.EventRoot } };
        await WriteAsync(blocks, [], null);
        CliRun.Of("verify", "ledger", _folder.Path).AssertFails(1, "height 5", "availability root", "does not hold");
    }

    [Fact]
    public async Task A_ledger_that_lacks_what_was_signed_does_not_hold()
    {
        await WriteAsync(_network.Blocks[..^2], [], _proof.Checkpoint);
        CliRun.Of("verify", "ledger", _folder.Path).AssertFails(1, "signed block 15", "ends at height 13");
    }

    [Fact]
    public async Task Signatures_under_other_blocks_do_not_hold()
    {
        Checkpoint other = _proof.Checkpoint with { Header = _proof.Checkpoint.Header with { TimestampMs = 7 } };
        await WriteAsync(_network.Blocks, [_network.Handovers[1], _network.Handovers[0]], other);
        CliRun.Of("verify", "ledger", _folder.Path).AssertFails(1, "another block");
    }

    [Fact]
    public async Task Another_network_and_a_folder_without_a_ledger_are_said_to_be_so()
    {
        await WriteAsync(_network.Blocks, [], null);
        string other = _folder.Write("genesis", BcsFormat.ToBytes(_network.Genesis with { Name = "another" }));
        CliRun.Of("verify", "ledger", _folder.Path, "--genesis", other).AssertFails(1, "is of network");
        CliRun.Of("verify", "ledger", _folder.Of("nothing")).AssertFails(1, "There is no ledger");
    }

    private async Task WriteAsync(IReadOnlyList<Block> blocks, List<CommitteeHandover> handovers, Checkpoint? newest)
    {
        await using LocalLedgerJournal journal = new(_folder.Of("ledger"));
        await journal.AcquireWriterAsync();
        JournalEntry[] entries = [new JournalEntry.Founding(_network.Genesis), new JournalEntry.ClockMoved(TimeSpan.FromHours(1)), .. blocks.Select(static block => new JournalEntry.Appended(block))];
        await journal.AppendAsync(0, [.. entries.Select(static entry => (ReadOnlyMemory<byte>)BcsFormat.ToBytes(entry))]);
        await using LocalCheckpointStore store = new(_folder.Of("checkpoints"));
        for (int i = 0; i < handovers.Count; i++)
            await store.PutHandoverAsync(new Epoch((uint)i + 1), BcsFormat.ToBytes(handovers[i]));
        if (newest is not null)
            await store.PutCheckpointAsync(newest.Header.Height, BcsFormat.ToBytes(newest));
    }
}
