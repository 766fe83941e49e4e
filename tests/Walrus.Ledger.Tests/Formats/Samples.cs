using Walrus.Core.Identifiers;
using Walrus.Core.Messages;
using Walrus.Core.Signatures;
using Walrus.Ledger.Availability;
using Walrus.Ledger.Blobs;
using Walrus.Ledger.Blocks;
using Walrus.Ledger.Checkpoints;
using Walrus.Ledger.Commands;
using Walrus.Ledger.Committees;
using Walrus.Ledger.Events;
using Walrus.Ledger.Networks;
using Walrus.Ledger.Transactions;

namespace Walrus.Ledger.Tests.Formats;

/// <summary>One value of every command and event: those of the examples in docs/ledger-format.md.</summary>
internal static class Samples
{
    public static readonly ObjectId First = new(Repeated(0x11));
    public static readonly ObjectId Second = new(Repeated(0x22));
    public static readonly Address Account = new(Repeated(0x33));
    public static readonly Address Other = new(Repeated(0x22));
    public static readonly BlobId Blob = new(Repeated(0x44));
    public static readonly Epoch Now = new(7);
    public static readonly Epoch Next = new(8);
    public static readonly Epoch End = new(9);

    public const ulong OneWal = 1_000_000_000;
    public static readonly Certificate Certificate = new(Enumerable.Repeat((byte)0x66, 96).ToArray(), new byte[] { 7 }, new byte[] { 0xaa, 0xbb, 0xcc });
    public static readonly BlobAttributes Attributes = BlobAttributes.Empty.With("key", "value");

    public static readonly BlsPublicKey Key = BlsPublicKey.Parse(Convert.FromHexString(
        "95eacc3adc09c827593f581e8e2de068bf4cf5d0c0eb29e5372f0d23364788ee0f9beb112c8a7e9c2f0c720433705cf0"));
    public static readonly BlockHeader Header = new(
        new NetworkId(Repeated(0x77)), 9, Repeated(0x88), 1_700_000_000_000, Now, Repeated(0x99), Repeated(0xaa), Repeated(0xbb), Repeated(0xcc), Repeated(0xdd));
    public static readonly Checkpoint Checkpoint = new(
        Header, new Certificate(Enumerable.Repeat((byte)0x66, 96).ToArray(), new byte[] { 7 }, Checkpoint.MessageOf(Header).ToBytes()));
    public static readonly CommitteeRoster Roster = new(Next, [new RosterMember(First, Key, 7), new RosterMember(Second, Key, 6)]);
    public static readonly AvailabilityEvidence Evidence = new(
        Blob,
        new AvailabilityValue(false, End, [new DeletableEnd(First, Next)]),
        new SparseMerklePath([Repeated(0x99), default], new SparseMerkleLeaf(Blob.Bytes, Repeated(0xaa))));

    public static readonly NodeVotes Votes = new(100, 2000, 0, 1_000_000_000_000);
    public static readonly NodeProfile Profile = new("node-0", "http://n0", new byte[] { 2, 255 }, new NodeMetadata("i", "p", "d", Attributes));
    private static readonly byte[] Proof = [.. Enumerable.Repeat((byte)0x66, 96)];

    public static readonly IReadOnlyList<Command> Commands = new Command[]
    {
        new TransferWal(Account, OneWal),
        new TransferObject(First, Account),
        new BurnWal(OneWal),
        new ReserveSpace(1 << 20, 5),
        new ReserveSpaceFor(1 << 20, Now, End),
        new SplitByEpoch(First, Next),
        new SplitBySize(First, 1000),
        new Fuse(First, Second),
        new FuseAmount(First, Second),
        new FusePeriods(First, Second),
        new DestroyReservation(First),
        new RegisterBlob(ObjectArgument.Created(1), Blob, Repeated(0x55), 5_000_000, 1, true),
        new CertifyBlob(First, Certificate),
        new ExtendBlob(First, 3),
        new ExtendBlobWithReservation(First, Second),
        new DeleteBlob(First),
        new BurnBlob(First),
        new AddAttributes(First, Attributes),
        new ReplaceAttributes(First, Attributes),
        new TakeAttributes(First),
        new SetAttribute(First, "key", "value"),
        new RemoveAttribute(First, "key"),
        new RemoveAttributeIfPresent(First, "key"),
        new ShareBlob(First),
        new FundSharedBlob(First, OneWal),
        new ExtendSharedBlob(First, 3),
        new InvalidateBlobId(Certificate),
        new RegisterNode(Profile, Key, Proof, 1000, Votes),
        new ChangeNodeProfile(First, Profile),
        new SetNodeVotes(First, Votes),
        new SetNextBlsKey(First, Key, Proof),
        new SetCommissionRate(First, 1000),
        new SetCommissionReceiver(First, Authority.Of(Account)),
        new SetGovernanceAuthority(First, Authority.Of(Second)),
        new CollectCommission(First),
        new AddCommission(First, OneWal),
        new RetireNode(First),
        new StakeWal(ObjectArgument.Created(1), OneWal),
        new RequestWithdrawal(First),
        new WithdrawStake(First),
        new SplitStake(First, OneWal),
        new JoinStake(First, Second),
        new TryJoinActiveSet(First),
        new UpdatePrices(),
        new VoteForSlashing(First, Second),
        new ExecuteSlashing(First),
        new CleanUpSlashing(First),
        new VotingEnd(),
        new InitiateEpochChange(),
        new EpochSyncDone(First, Now),
        new ForceSyncDone(),
    }.Concat(MarketSamples.Commands).OrderBy(command => command.Kind).ToArray();

    public static readonly IReadOnlyList<EventBody> Events = new EventBody[]
    {
        new BlobRegistered(Now, Blob, 5_000_000, 1, End, true, First),
        new BlobCertified(Now, Blob, End, false, First, true),
        new BlobDeleted(Now, Blob, End, First, true),
        new InvalidBlobID(Now, Blob),
        new EpochParametersSelected(Next),
        new EpochChangeStart(Next),
        new PricesUpdated(Next, 100, 2000),
        new ShardsReceived(Next, [new ShardIndex(3), new ShardIndex(300)]),
        new EpochChangeDone(Next),
        new ReadPriceUpdated(Next, 5),
        new EpochRewardsPaid(Now, 4770, 143, [new NodeReward(First, 4625)], 2),
        new WalTransferred(Account, Other, OneWal),
        new WalBurned(Account, OneWal),
        new ObjectTransferred(First, Account, Other),
        new StorageReserved(Now, First, Now, End, 1 << 20, 200),
        new StorageSplit(Now, First, Second),
        new StorageFused(Now, First, Second),
        new StorageDestroyed(Now, First),
        new BlobBurned(Now, Blob, First),
        new BlobAttributesChanged(Now, Blob, First),
        new BlobShared(Now, Blob, First, Second),
        new SharedBlobFunded(Now, Second, Account, OneWal),
        new StorageExtended(Now, First, Next, End, 1 << 20, 100),
        new NodeRegistered(Now, First, Account, "node-0", 1000),
        new NodeProfileChanged(Now, First, "node-0", "http://n0"),
        new NodeVotesSet(Now, First, Votes),
        new NextBlsKeySet(Now, First, Key),
        new CommissionRateSet(Now, First, End, 1000),
        new CommissionReceiverSet(Now, First, Authority.Of(Account)),
        new GovernanceAuthoritySet(Now, First, Authority.Of(Second)),
        new CommissionCollected(Now, First, Account, OneWal),
        new CommissionAdded(Now, First, Account, OneWal),
        new NodeRetired(Now, First),
        new WalStaked(Now, First, Second, OneWal, Next),
        new WithdrawalRequested(Now, First, Second, OneWal, End),
        new StakeWithdrawn(Now, First, Second, OneWal, OneWal + 5),
        new StakeSplit(Now, First, Second, OneWal),
        new StakeJoined(Now, First, Second),
        new ActiveSetUpdated(Now, First, OneWal),
        new SlashingVoted(Now, First, Second, 300),
        new CommissionSlashed(Now, First, OneWal),
        new SlashingCleanedUp(Now, First),
        new EpochSyncOverdue(Now, 5, true),
    }.Concat(MarketSamples.Events).OrderBy(body => body.Kind).ToArray();

    public static Bytes32 Repeated(byte value) => new(Enumerable.Repeat(value, 32).ToArray());
}
