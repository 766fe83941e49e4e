using Walrus.Core.Identifiers;
using Walrus.Ledger.Blobs;
using Walrus.Ledger.Objects;
using Walrus.Ledger.State;

namespace Walrus.Ledger.Queries;

/// <summary>Orders that queries need and rules do not; derived from the state, block by block.</summary>
internal sealed class LedgerIndexes
{
    private readonly SortedSet<BlobId> _certified = [];
    private readonly SortedSet<(ulong Position, BlobId Blob)> _certifiedByPosition = [];

    /// <summary>All objects that have an owner.</summary>
    public OwnedIds Owned { get; } = new();

    /// <summary>The reservations of storage among them.</summary>
    public OwnedIds Reservations { get; } = new();

    /// <summary>Certified blobs after <paramref name="after"/>, by id.</summary>
    public IEnumerable<BlobId> CertifiedAfter(BlobId? after)
    {
        if (after is not { } last)
            return _certified;
        return _certified.Count == 0 || _certified.Max <= last
            ? []
            : _certified.GetViewBetween(last, _certified.Max).SkipWhile(blob => blob == last);
    }

    /// <summary>Certified blobs by the position of the event that certified them, from <paramref name="position"/> on.</summary>
    public IEnumerable<(ulong Position, BlobId Blob)> CertifiedFrom(ulong position)
    {
        (ulong, BlobId) from = (position, default);
        return _certifiedByPosition.Count == 0 || _certifiedByPosition.Max.CompareTo(from) < 0
            ? []
            : _certifiedByPosition.GetViewBetween(from, _certifiedByPosition.Max);
    }

    /// <summary>Follows what the layer <paramref name="next"/> changes over <paramref name="head"/>, before it is committed.</summary>
    public void Follow(LedgerState head, LedgerState next)
    {
        foreach (ObjectId id in next.Objects.ChangedKeys)
            Follow(head.Objects.Find(id), next.Objects.Find(id));
        foreach (BlobId blob in next.Blobs.ChangedKeys)
            Follow(blob, head.Blobs.Find(blob), next.Blobs.Find(blob));
    }

    /// <summary>Takes up everything in the bottom layer.</summary>
    public void Build(LedgerState state)
    {
        Owned.Clear();
        Reservations.Clear();
        foreach ((_, LedgerObject item) in state.Objects.Sorted())
            Follow(null, item);
        foreach ((BlobId blob, BlobInfo info) in state.Blobs.Sorted())
            Follow(blob, null, info);
    }

    private void Follow(LedgerObject? before, LedgerObject? after)
    {
        Owned.Follow(before, after);
        Reservations.Follow(before as StorageReservation, after as StorageReservation);
    }

    private void Follow(BlobId blob, BlobInfo? before, BlobInfo? after)
    {
        if (before?.CertifiedPosition == after?.CertifiedPosition)
            return;
        if (before?.CertifiedPosition is { } former)
        {
            _certified.Remove(blob);
            _certifiedByPosition.Remove((former, blob));
        }

        if (after?.CertifiedPosition is not { } position)
            return;
        _certified.Add(blob);
        _certifiedByPosition.Add((position, blob));
    }
}
