using Walrus.Core.Identifiers;
using Walrus.Ledger.Accounting;
using Walrus.Ledger.Accounts;
using Walrus.Ledger.Availability;
using Walrus.Ledger.Blobs;
using Walrus.Ledger.Committees;
using Walrus.Ledger.Epochs;
using Walrus.Ledger.Events;
using Walrus.Ledger.Objects;
using Walrus.Ledger.Queries;
using Walrus.Ledger.Transactions;

namespace Walrus.Ledger;

/// <content>Read-only queries, as of the head.</content>
public sealed partial class LedgerMachine
{
    /// <summary>The current epoch.</summary>
    public Epoch Epoch => _state.Now;

    /// <summary>Where the current epoch stands, and when it goes on.</summary>
    public EpochStatus EpochStatus => EpochStatus.Of(_state.Epochs.Value, Genesis.EpochDurationMs);

    /// <summary>Committee of the epoch before; null in epoch 1, which has none before it.</summary>
    public Committee? PreviousCommittee => _state.Epochs.Value.Previous is { Members.Count: > 0 } committee ? committee : null;

    /// <summary>Committee of the current epoch.</summary>
    public Committee CurrentCommittee => _state.Epochs.Value.Current;

    /// <summary>Committee of the coming epoch, once it is chosen.</summary>
    public Committee? NextCommittee => _state.Epochs.Value.Next;

    /// <summary>Prices of the current epoch.</summary>
    public LedgerPrices Prices => _state.System.Value.Prices;

    /// <summary>Encoded bytes that may be sold for each epoch.</summary>
    public ulong TotalCapacity => _state.System.Value.TotalCapacity;

    /// <summary>Encoded bytes sold for the current epoch.</summary>
    public ulong UsedCapacity => _state.System.Value.UsedCapacity;

    /// <summary>FROST that exists.</summary>
    public ulong Supply => _state.System.Value.InitialSupply - _state.System.Value.Burned;

    /// <summary>Buckets of the current epoch and those ahead.</summary>
    public FutureAccounting FutureAccounting => _state.System.Value.Ring;

    /// <summary>Position that the next event will have.</summary>
    public ulong NextEventPosition => _state.System.Value.NextEventPosition;

    /// <summary>Position of the oldest event that is kept in memory; older ones come from the blocks.</summary>
    public ulong FirstRetainedEvent => _events.First;

    /// <summary>The account, or null if nothing was ever sent to it.</summary>
    public Account? FindAccount(Address address) => _state.Accounts.Find(address);

    /// <summary>Ids of the objects an account owns, in ascending order.</summary>
    public IEnumerable<ObjectId> OwnedObjects(Address owner) => _indexes.Owned.Of(owner);

    /// <summary>Ids of the objects an account owns after <paramref name="after"/>, in ascending order.</summary>
    public IEnumerable<ObjectId> OwnedObjects(Address owner, ObjectId? after) => _indexes.Owned.Of(owner, after);

    /// <summary>Reservations of storage that an account owns and no blob uses, by id; some may have ended.</summary>
    public IEnumerable<StorageReservation> OwnedReservations(Address owner) =>
        _indexes.Reservations.Of(owner).Select(id => (StorageReservation)_state.Objects.Find(id)!);

    /// <summary>The object, or null if there is none with this id. What another object wraps has none of its own.</summary>
    public LedgerObject? FindObject(ObjectId id) => _state.Objects.Find(id);

    /// <summary>The blob object, shared or not; or null.</summary>
    public BlobObject? FindBlobObject(ObjectId id) => _state.Objects.Find(id) switch
    {
        BlobObject blob => blob,
        SharedBlob shared => shared.Blob,
        _ => null,
    };

    /// <summary>The storage node, or null.</summary>
    public StorageNode? FindNode(ObjectId id) => _state.Nodes.Find(id);

    /// <summary>Every storage node, by id.</summary>
    public IReadOnlyList<StorageNode> Nodes() => [.. _state.Nodes.Sorted().Select(static entry => entry.Value)];

    /// <summary>FROST that counts for a node in the next selection.</summary>
    public ulong StakeOf(ObjectId node) => _state.ActiveSet.Value.StakeOf(node);

    /// <summary>Effects of a transaction that has not expired, or null.</summary>
    public TransactionEffects? FindEffects(TransactionDigest digest) => _recent.Read(digest);

    /// <summary>BCS of the effects of a transaction that has not expired; empty if there is none.</summary>
    public ReadOnlySpan<byte> FindEffectsBytes(TransactionDigest digest) => _recent.Find(digest);

    /// <summary>Up to <paramref name="limit"/> retained events from <paramref name="position"/> on.</summary>
    public IReadOnlyList<LedgerEvent> Events(ulong position, int limit) => _events.From(position, limit);

    /// <summary>What the ledger knows of a blob id, or null if nothing.</summary>
    public BlobInfo? FindBlob(BlobId blob) => _state.Blobs.Find(blob);

    /// <summary>Whether an object of the blob has not ended, and the id is not invalid.</summary>
    public bool IsRegistered(BlobId blob) => FindBlob(blob)?.IsRegistered(Epoch) ?? false;

    /// <summary>Whether the network must hold the blob now.</summary>
    public bool IsCertified(BlobId blob) => FindBlob(blob)?.IsCertified(Epoch) ?? false;

    /// <summary>Up to <paramref name="limit"/> certified blobs in ascending order, after <paramref name="after"/>.</summary>
    public IReadOnlyList<BlobId> CertifiedBlobs(BlobId? after, int limit) => [.. _indexes.CertifiedAfter(after).Take(limit)];

    /// <summary>
    /// Up to <paramref name="limit"/> certified blobs in the order of the events that certified them, from
    /// <paramref name="position"/> on. Go on behind the position of the last.
    /// </summary>
    public IReadOnlyList<CertifiedBlob> CertifiedBlobs(ulong position, int limit) =>
        [.. _indexes.CertifiedFrom(position).Take(limit).Select(static entry => new CertifiedBlob(entry.Position, entry.Blob))];

    /// <summary>What the head's availability root says of a blob, with the path that shows it.</summary>
    public AvailabilityEvidence ProveAvailability(BlobId blob) =>
        new(blob, AvailabilityValue.Of(_state, FindBlob(blob)), _availability.Prove(blob.Bytes));
}
