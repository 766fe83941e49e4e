using Walrus.Core.Identifiers;
using Walrus.Core.Messages;
using Walrus.Core.Parameters;
using Walrus.Ledger.Accounts;
using Walrus.Ledger.Blobs;
using Walrus.Ledger.Commands;
using Walrus.Ledger.Committees;
using Walrus.Ledger.Networks;
using Walrus.Ledger.Objects;
using Walrus.Ledger.Transactions;

namespace Walrus.Ledger.Tests.Support;

/// <summary>Three numbers that become some command on whatever the ledger holds; most make sense, some do not.</summary>
public sealed record RandomOperation(int Kind, int First, int Second, int Third)
{
    public const int Kinds = OwnKinds + RandomStaking.Kinds + RandomMarkets.Kinds;
    private const int OwnKinds = 32;

    public Command[] CommandsFor(TestLedger ledger, Ed25519Account account) => Kind switch
    {
        >= OwnKinds + RandomStaking.Kinds => RandomMarkets.Commands(ledger, account, Kind - OwnKinds - RandomStaking.Kinds, First, Second, Third),
        >= OwnKinds => RandomStaking.Commands(ledger, account, Kind - OwnKinds, First, Second, Third),
        0 => [new TransferWal(Account(ledger, First).Address, (ulong)Second * 1_000_000)],
        1 => [new BurnWal((ulong)Second)],
        2 => [new ReserveSpace(Size(), (uint)(Third % 6))],
        3 => [new ReserveSpaceFor(Size(), Epoch(ledger, First), Epoch(ledger, First + Third % 5))],
        4 => [new SplitByEpoch(Owned<StorageReservation>(ledger, account, First), Epoch(ledger, Third))],
        5 => [new SplitBySize(Owned<StorageReservation>(ledger, account, First), Size())],
        6 when Third % 2 == 0 => [.. Halves(ledger, account), new FuseAmount(Owned<StorageReservation>(ledger, account, First), ObjectArgument.Created(0))],
        7 when Third % 2 == 0 => [.. Periods(ledger, account), new FusePeriods(ObjectArgument.Created(0), Owned<StorageReservation>(ledger, account, First))],
        6 => [new Fuse(Owned<StorageReservation>(ledger, account, First), Owned<StorageReservation>(ledger, account, Second))],
        7 => [new FusePeriods(Owned<StorageReservation>(ledger, account, First), Owned<StorageReservation>(ledger, account, Second))],
        8 => [new DestroyReservation(Owned<StorageReservation>(ledger, account, First))],
        9 => [Registration(Owned<StorageReservation>(ledger, account, First))],
        10 or 11 or 12 => [new ReserveSpace(Encoded(ledger), (uint)(Third % 4) + 1), Registration(ObjectArgument.Created(0))],
        13 or 14 or 15 => [Certification(ledger, account)],
        16 => [new ExtendBlob(Owned<BlobObject>(ledger, account, First), (uint)(Third % 4))],
        17 => [new ExtendBlobWithReservation(Owned<BlobObject>(ledger, account, First), Owned<StorageReservation>(ledger, account, Second))],
        18 => [new DeleteBlob(Owned<BlobObject>(ledger, account, First))],
        19 => [new BurnBlob(Owned<BlobObject>(ledger, account, First))],
        20 => [new SetAttribute(Owned<BlobObject>(ledger, account, First), $"key{Second % 3}", $"value{Third}")],
        21 => [new AddAttributes(Owned<BlobObject>(ledger, account, First), BlobAttributes.Empty)],
        22 => [new ShareBlob(Owned<BlobObject>(ledger, account, First))],
        23 => [new FundSharedBlob(Shared(ledger, First), (ulong)Second * 100)],
        24 => [new ExtendSharedBlob(Shared(ledger, First), (uint)(Third % 3) + 1)],
        25 => [new TransferObject(Owned<LedgerObject>(ledger, account, First), Account(ledger, Second).Address)],
        26 => [new StakeWal(Node(ledger), (ulong)Second * 50_000_000)],
        27 => [new RequestWithdrawal(OwnedStake(ledger, account, First))],
        28 => [new WithdrawStake(OwnedStake(ledger, account, First))],
        29 => [new SplitStake(OwnedStake(ledger, account, First), (ulong)Second * 10_000_000)],
        30 => [new JoinStake(OwnedStake(ledger, account, First), OwnedStake(ledger, account, Second))],
        _ => [Second % 4 == 0 ? Invalidation(ledger) : new TransferWal(Account(ledger, First).Address, 5), new BurnWal((ulong)Third % 3)],
    };

    private static Ed25519Account Account(TestLedger ledger, int number) =>
        (number % 3) switch { 0 => ledger.Developer, 1 => ledger.Treasury, _ => ledger.NodeAccounts[0] };

    private static Epoch Epoch(TestLedger ledger, int offset) => new((uint)Math.Max(0, (int)ledger.Machine.Epoch.Value + offset % 6 - 1));

    private static ObjectId Owned<T>(TestLedger ledger, Ed25519Account account, int number, bool stakes = false) where T : LedgerObject
    {
        // The first of the kind from a random place on: looking at all of them each time would cost more than the ledger does.
        ObjectId[] ids = [.. ledger.Machine.OwnedObjects(account.Address)];
        for (int i = 0; i < ids.Length; i++)
        {
            ObjectId id = ids[(number + i) % ids.Length];
            if (ledger.Machine.FindObject(id) is T item && item is StakedWal == stakes)
                return id;
        }

        return Make.Id((ulong)number);
    }

    private static ObjectId OwnedStake(TestLedger ledger, Ed25519Account account, int number) => Owned<StakedWal>(ledger, account, number, stakes: true);

    private ObjectId Node(TestLedger ledger) => Genesis.NodeId(ledger.Machine.Network, First % (ledger.NodeAccounts.Count + 1));

    private static ObjectId Shared(TestLedger ledger, int number)
    {
        ObjectId[] ids = [.. ledger.Machine.State.Objects.Sorted().Where(entry => entry.Value is SharedBlob).Select(entry => entry.Key)];
        return ids.Length == 0 ? Make.Id((ulong)number) : ids[number % ids.Length];
    }

    // Cut what is then joined again.
    private IEnumerable<Command> Halves(TestLedger ledger, Ed25519Account account) =>
        [new SplitBySize(Owned<StorageReservation>(ledger, account, First), Size() / 2)];

    private IEnumerable<Command> Periods(TestLedger ledger, Ed25519Account account) =>
        [new SplitByEpoch(Owned<StorageReservation>(ledger, account, First), Epoch(ledger, Second))];

    private ulong Size() => (ulong)(Second % 5) * 500_000;

    private ulong BlobSize() => (ulong)(Second % 3) * 1000;

    private ulong Encoded(TestLedger ledger) => (ulong)new RedStuffParameters(ledger.Machine.Genesis.Shards).EncodedLength((long)BlobSize());

    private RegisterBlob Registration(ObjectArgument reservation) => new(
        reservation, Make.Blob((ulong)(First % 4), BlobSize()), Make.Bytes((ulong)(First % 4)), BlobSize(), 1, Third % 2 == 0);

    private CertifyBlob Certification(TestLedger ledger, Ed25519Account account)
    {
        ObjectId id = Owned<BlobObject>(ledger, account, First);
        BlobObject? blob = ledger.Machine.FindBlobObject(id);
        Committee committee = ledger.Machine.CurrentCommittee;
        byte[] message = Make.Confirmation(
            ledger.Machine.Epoch.Value, blob?.BlobId ?? default, blob is { Deletable: false } || Third % 7 == 0 ? null : id);
        ushort[] signers = Second % 9 == 0 ? FirstMembers(committee, 2) : [];
        return new CertifyBlob(id, Make.Certificate(committee, message, signers));
    }

    private static ushort[] FirstMembers(Committee committee, int count) =>
        [.. Enumerable.Range(0, Math.Min(count, committee.Members.Count)).Select(index => (ushort)index)];

    private InvalidateBlobId Invalidation(TestLedger ledger) => new(Make.Certificate(
        ledger.Machine.CurrentCommittee,
        Make.Message(ledger.Machine.Epoch.Value, new InvalidBlobIdMessage(Make.Blob((ulong)(First % 4), BlobSize()))),
        FirstMembers(ledger.Machine.CurrentCommittee, 3)));
}
