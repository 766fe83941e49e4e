using Walrus.Core.Bcs;
using Walrus.Ledger.Commands;
using Walrus.Ledger.Events;
using Walrus.Ledger.Governance;
using Walrus.Ledger.Networks;
using Walrus.Ledger.Pools;
using Walrus.Ledger.Reads;
using Walrus.Ledger.Subsidies;
using static Walrus.Ledger.Tests.Formats.Samples;

namespace Walrus.Ledger.Tests.Formats;

/// <summary>One value of every command and event of markets and governance: those of the examples in docs/ledger-format.md.</summary>
internal static class MarketSamples
{
    private static readonly SignedVoucher Voucher = BcsFormat.FromBytes<SignedVoucher>(
        FormatDocument.Bytes("11*32 404b4c0000000000 09000000 33*32 66*64"));

    public static readonly IReadOnlyList<Command> Commands =
    [
        new CreatePool(1 << 20, 3),
        new CreatePoolWithReservation(First),
        new RegisterPooledBlob(PoolArgument.Bucket(First, Second), Blob, Repeated(0x55), 5_000_000, 1, true),
        new CertifyPooledBlob(PoolArgument.Bucket(First), Blob, Certificate),
        new DeletePooledBlob(PoolArgument.Pool(First), Blob),
        new BurnExpiredPooledBlob(First, Blob),
        new ExtendPool(PoolArgument.Bucket(First, Second), 3),
        new IncreasePool(PoolArgument.Pool(First), 1000),
        new IncreasePoolWithReservation(First, Second),
        new DecreasePool(First, 1000),
        new DecreasePoolByPercent(First, 50),
        new DestroyPool(First),
        new AddPooledAttributes(First, Blob, Attributes),
        new ReplacePooledAttributes(First, Blob, Attributes),
        new TakePooledAttributes(First, Blob),
        new SetPooledAttribute(First, Blob, "key", "value"),
        new RemovePooledAttribute(First, Blob, "key"),
        new RemovePooledAttributeIfPresent(First, Blob, "key"),
        new CreateBucket(First),
        new AnnounceDenyList(First, Repeated(0x55), 3),
        new CertifyDenyList(First, Certificate),
        new DeleteDeniedBlob(Certificate),
        new UpdateProtocolVersion(First, Certificate),
        new AttestEventBlob(First, Blob, Repeated(0x55), 5_000_000, 1, 200, Now),
        new AddSubsidy(OneWal, 3),
        new AddPerEpochSubsidies([335, 333]),
        new FundSubsidyPool(OneWal),
        new ProcessSubsidies(),
        new SetSubsidyRates(First, new SubsidyRates(15_000, 1_000_000, 100_000)),
        new VoteUpgrade(First, Repeated(0x55)),
        new AuthorizeUpgrade(Repeated(0x55)),
        new CommitUpgrade(Repeated(0x55)),
        new MigrateUpgrade(),
        new EmergencyUpgrade(First, Repeated(0x55)),
        new CleanUpUpgrade(Repeated(0x55)),
        new BurnCapability(First),
        new ProposeChange(First, new GovernedChange.SetParameter(GovernedParameter.ChallengeWindows, 64), End),
        new VoteOnChange(First, Second, true),
        new VoteWithStake(First, Second, true),
        new DepositForReads(Account, OneWal),
        new SettleReads([Voucher], [new ServedBytes(First, 1000)]),
        new CloseReadChannel(Account),
        new WithdrawReadBalance(Account),
    ];

    public static readonly IReadOnlyList<EventBody> Events =
    [
        new StoragePoolCreated(Now, First, 1 << 20, Now, End),
        new StoragePoolExtended(Now, First, End),
        new PooledBlobRegistered(Now, Blob, 5_000_000, 1, true, First, Second),
        new PooledBlobCertified(Now, Blob, true, First, Second),
        new PooledBlobDeleted(Now, Blob, First, true, Second),
        new RegisterDenyListUpdate(Now, Repeated(0x55), 3, First),
        new DenyListUpdate(Now, Repeated(0x55), 3, First),
        new DenyListBlobDeleted(Now, Blob),
        new ContractUpgradeProposed(Now, Repeated(0x55)),
        new ContractUpgradeQuorumReached(Now, Repeated(0x55)),
        new ContractUpgraded(Now, First, 2),
        new ProtocolVersionUpdated(Now, Next, 2),
        new StoragePoolResized(Now, First, 1 << 20),
        new StoragePoolDestroyed(Now, First, Second),
        new PooledBlobBurned(Now, Blob, First, Second),
        new BlobBucketCreated(Now, First, Second, First),
        new SubsidyAdded(Now, Account, [335, 333]),
        new SubsidyPoolFunded(Now, Account, OneWal),
        new SubsidiesProcessed(Now, 11000, 6000),
        new SubsidyRatesSet(Now, new SubsidyRates(15_000, 1_000_000, 100_000)),
        new UpgradeAuthorized(Now, Repeated(0x55), 2),
        new UpgradeCommitted(Now, Repeated(0x55), First, 2),
        new CapabilityBurned(Now, First),
        new ChangeProposed(Now, First, Second, new GovernedChange.SetParameter(GovernedParameter.ChallengeWindows, 64), End),
        new NodeVoted(Now, First, Second, true),
        new HolderVoted(Now, First, Second, OneWal, true),
        new ChangeDecided(Now, First, new ProposalTally(700, 100, OneWal, 5, 2 * OneWal), End),
        new ChangeExecuted(Now, First, new GovernedChange.Activate(Feature.DeniedBlobsEnd)),
        new ReadsDeposited(Now, First, Account, Other, OneWal),
        new VoucherSettled(Now, First, 5_000_000, 25),
        new ReadsPaid(Now, Account, 100, [new NodeReward(First, 99)], 1),
        new ReadChannelClosing(Now, First, End),
        new ReadChannelClosed(Now, First, OneWal),
    ];
}
