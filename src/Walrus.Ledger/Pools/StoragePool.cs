using System.Collections.Immutable;
using Walrus.Core.Bcs;
using Walrus.Core.Identifiers;
using Walrus.Ledger.Objects;
using Walrus.Ledger.State;

namespace Walrus.Ledger.Pools;

/// <summary>One reservation shared by many blobs, each blob id at most once (control plane 1.7). Immutable.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Owner">The account that owns it; null when a bucket wraps it.</param>
/// <param name="Storage">The wrapped reservation, which gives the pool its period and capacity.</param>
/// <param name="UsedBytes">Encoded bytes of the blobs inside.</param>
/// <param name="Blobs">The blobs inside, by blob id.</param>
public sealed record StoragePool(
    ObjectId Id, Address? Owner, StorageReservation Storage, ulong UsedBytes, ImmutableSortedDictionary<BlobId, PooledBlob> Blobs)
    : LedgerObject(Id, Owner)
{
    internal override byte KindNumber => 4;

    /// <summary>Epoch at which it and every blob inside end, itself not covered.</summary>
    public Epoch End => Storage.End;

    /// <summary>Encoded bytes that fit in all.</summary>
    public ulong Capacity => Storage.Size;

    /// <summary>Encoded bytes that are free.</summary>
    public ulong Unused => Storage.Size - UsedBytes;

    internal StoragePool With(PooledBlob blob) => this with { Blobs = Blobs.SetItem(blob.BlobId, blob) };

    internal StoragePool Without(PooledBlob blob, ulong encodedBytes) =>
        this with { Blobs = Blobs.Remove(blob.BlobId), UsedBytes = UsedBytes - encodedBytes };

    internal StoragePool Resized(ulong capacity) => this with { Storage = Storage with { Size = capacity } };

    private protected override void WriteFields(BcsWriter writer)
    {
        writer.Value(Storage.Id);
        writer.U32(Storage.Start.Value);
        writer.U32(Storage.End.Value);
        writer.U64(Storage.Size);
        writer.U64(UsedBytes);
        writer.Vector(Blobs, static (w, entry) => entry.Value.Write(w));
    }

    // The reservation belongs to whoever the pool belongs to.
    internal static StoragePool ReadFields(ObjectId id, Address? owner, ref BcsReader reader) => new(
        id,
        owner,
        new StorageReservation(ObjectId.Read(ref reader), owner, new Epoch(reader.U32()), new Epoch(reader.U32()), reader.U64()),
        reader.U64(),
        reader.Vector(static (ref BcsReader r) => PooledBlob.Read(ref r)).ToMap(static blob => blob.BlobId));
}
