using System.Globalization;
using Walrus.Core.Bcs;
using Walrus.Core.Signatures;
using Walrus.Ledger.Accounting;
using Walrus.Ledger.Availability;
using Walrus.Ledger.Blocks;
using Walrus.Ledger.Checkpoints;
using Walrus.Ledger.Commands;
using Walrus.Ledger.Committees;
using Walrus.Ledger.Errors;
using Walrus.Ledger.Events;
using Walrus.Ledger.Networks;
using Walrus.Ledger.Proofs;
using Walrus.Ledger.Reads;
using Walrus.Ledger.Transactions;

namespace Walrus.Ledger.Tests.Formats;

/// <summary>The bytes that others rely on are those of docs/ledger-format.md, in both directions.</summary>
public sealed class FormatTests
{
    private static readonly NetworkId Network = new(Samples.Repeated(0x77));

    [Fact]
    public void Every_command_has_its_bytes()
    {
        IReadOnlyList<string[]> rows = FormatDocument.Rows("Commands");
        Assert.Equal(rows.Select(row => Number(row[0])), Samples.Commands.Select(command => (int)command.Kind));
        Assert.Equal(Enum.GetValues<CommandKind>(), Samples.Commands.Select(command => command.Kind));
        foreach ((string[] row, Command command) in rows.Zip(Samples.Commands))
        {
            Assert.Equal(row[1].Replace("_", string.Empty, StringComparison.Ordinal), command.Kind.ToString(), ignoreCase: true);
            CheckBytes(row[3], command);
        }
    }

    [Fact]
    public void Every_event_has_its_bytes()
    {
        IReadOnlyList<string[]> rows = FormatDocument.Rows("Events");
        Assert.Equal(rows.Select(row => Number(row[0])), Samples.Events.Select(body => (int)body.Kind));
        Assert.Equal(Enum.GetValues<EventKind>(), Samples.Events.Select(body => body.Kind));
        foreach ((string[] row, EventBody body) in rows.Zip(Samples.Events))
        {
            Assert.Equal(row[1], body.Kind.ToString());
            CheckBytes(row[3], body);
            Assert.Equal(body, BcsFormat.FromBytes<EventBody>(FormatDocument.Bytes(row[3])));
        }
    }

    [Fact]
    public void Transactions_and_what_comes_of_them_have_their_bytes()
    {
        CheckBytes(Example("Transaction"), new Transaction(Network, Samples.Account, 4, Samples.Now, [new BurnWal(1_000_000_000)]));
        CheckBytes(Example("TransactionStatus"), TransactionStatus.Abort(Reason.EWrongNonce, 2));
        LedgerEvent item = new(100, 9, 1, 2, new EpochChangeStart(Samples.Next));
        CheckBytes(Example("LedgerEvent"), item);
        CheckBytes(Example("TransactionEffects"), new TransactionEffects(
            new TransactionDigest(Samples.Repeated(0x99)), 9, TransactionStatus.Ok, new TransactionCost(1, 2, 3), [Samples.First], [], [Samples.Second], [item]));
    }

    [Fact]
    public void Headers_and_availability_have_their_bytes()
    {
        CheckBytes(Example("BlockHeader"), Samples.Header);
        CheckBytes(Example("AvailabilityValue"), new AvailabilityValue(false, Samples.End, [new DeletableEnd(Samples.First, Samples.Next)]));
        CheckBytes(Example("SparseMerklePath"), new SparseMerklePath(
            [Samples.Repeated(0x99), default], new SparseMerkleLeaf(Samples.Blob.Bytes, Samples.Repeated(0xaa))));
    }

    [Fact]
    public void What_commands_say_of_nodes_has_its_bytes()
    {
        CheckBytes(Example("NodeVotes"), Samples.Votes);
        CheckBytes(Example("NodeProfile"), Samples.Profile);
        CheckBytes(Example("NodeMetadata"), Samples.Profile.Metadata);
        CheckBytes(Example("Authority"), Authority.Of(Samples.Second));
    }

    [Fact]
    public void A_genesis_has_its_bytes()
    {
        BlsPublicKey key = Samples.Key;
        GenesisNode node = new(
            "node-0", Samples.Account, key, Enumerable.Repeat((byte)0x66, 96).ToArray(), new byte[] { 2, 255 }, "http://n0",
            1_000_000_000_000_000_000, 1000, new NodeVotes(100, 2000, 0, 1_000_000_000_000));
        CheckBytes(Example("GenesisNode"), node);
        CheckBytes(Example("Genesis"), new Genesis
        {
            Name = "net",
            Shards = 13,
            EpochDurationMs = 3_600_000,
            MaxEpochsAhead = 53,
            Prices = new LedgerPrices(100, 2000, 0),
            Capacity = 0,
            Accounts = [new GenesisAccount(Samples.Account, 4_000_000_000_000_000_000)],
            Nodes = [node],
            Parameters = [new GenesisParameter(GovernedParameter.ChallengeWindows, 64)],
            Foundation = Samples.Other,
        });
    }

    [Fact]
    public void Vouchers_have_their_bytes() =>
        CheckBytes(Example("SignedVoucher"), BcsFormat.FromBytes<SignedVoucher>(FormatDocument.Bytes(Example("SignedVoucher"))));

    [Fact]
    public void Features_are_listed() => Assert.Equal(
        FormatDocument.Rows("Features").Select(row => string.Join(' ', row)),
        Features.All.Select(feature => $"{(int)feature} {feature}"));

    [Fact]
    public void Checkpoints_and_proofs_have_their_bytes()
    {
        Checkpoint checkpoint = Samples.Checkpoint;
        CheckBytes(Example("CommitteeRoster"), Samples.Roster);
        CheckBytes(Example("Checkpoint"), checkpoint);
        CheckBytes(Example("CommitteeHandover"), new CommitteeHandover(checkpoint, Samples.Roster));
        CheckBytes(Example("AvailabilityEvidence"), Samples.Evidence);
        CheckBytes(Example("AvailabilityProof"), new AvailabilityProof(checkpoint, Samples.Evidence, [new CommitteeHandover(checkpoint, Samples.Roster)]));
        Assert.Equal(47, checkpoint.Certificate.Message.Length);
        Assert.Equal(checkpoint.Certificate.Message.ToArray(), Checkpoint.MessageOf(checkpoint.Header).ToBytes());
    }

    [Fact]
    public void Governed_parameters_are_listed()
    {
        IEnumerable<string> listed = FormatDocument.Rows("Governed parameters").Select(row => string.Join(' ', row));
        Assert.Equal(listed, GovernedParameters.All.Select(bounds =>
            $"{(int)bounds.Parameter} {bounds.Parameter} {bounds.Min} {bounds.Max} {bounds.Default}"));
    }

    [Fact]
    public void Digests_and_ids_are_made_as_written()
    {
        // Computed apart from this program, with another BLAKE2b.
        Transaction transaction = new(Network, Samples.Account, 4, Samples.Now, [new BurnWal(1_000_000_000)]);
        Assert.Equal("48q2W1z4qFfU3aYoKfGgwVskNCMJosg3yL9kVJnoTfgx", transaction.Digest.ToString());
        Assert.Equal("0x95d5cb23490a6825a9610477dc3ce21f240e0b43ed04edb8ba93c04ece75b91f", ObjectIds.Derive(Samples.Repeated(0x99), 3).ToString());
        Assert.Equal("0xced875e06e2db0746aea4c524dd2ff8310fdd3c485e584c3d7a6ea19cdc43fd7", ObjectIds.Derive(ObjectIds.EpochSeed(Samples.Next), 0).ToString());
        BlockHeader header = BcsFormat.FromBytes<BlockHeader>(FormatDocument.Bytes(Example("BlockHeader")));
        Assert.Equal("b8d65284b1bcd5fd3c8b6a691f7c2e957729a3b77f3df7aa33f8c76f28181a02", header.ComputeHash().ToString());
        Genesis genesis = BcsFormat.FromBytes<Genesis>(FormatDocument.Bytes(Example("Genesis")));
        Assert.Equal("0x5fd12590797a87fd95a4e6ae32213ad655e14d1b9c6b04ab25878b38acc5851a", NetworkId.Of(genesis).ToString());
    }

    private static string Example(string type) => FormatDocument.Rows("Blocks").Concat(FormatDocument.Rows("Checkpoints and proofs")).Single(row => row[0] == type)[2];

    private static int Number(string cell) => int.Parse(cell, CultureInfo.InvariantCulture);

    private static void CheckBytes<T>(string example, T value) where T : IBcs<T>
    {
        byte[] bytes = FormatDocument.Bytes(example);
        Assert.Equal(Convert.ToHexStringLower(bytes), Convert.ToHexStringLower(BcsFormat.ToBytes(value)));
        Assert.Equal(bytes, BcsFormat.ToBytes(BcsFormat.FromBytes<T>(bytes)));
    }
}
