using System.Buffers.Binary;
using Walrus.Core.Identifiers;
using Walrus.Storage.Slivers.Log;

namespace Walrus.Storage.Slivers.Index;

/// <summary>Answers what is held and where, from the index. For any thread.</summary>
internal sealed class SliverCatalog(IndexDatabase database)
{
    /// <summary>Where an entry is.</summary>
    public bool TryFind(EntryKey key, out LogLocation location)
    {
        Span<byte> space = stackalloc byte[IndexLayout.KeyLengthMax];
        Span<byte> value = stackalloc byte[IndexValues.LocationLength];
        bool found = database.TryGet(IndexLayout.Entry(key, space), value);
        location = found ? IndexValues.ReadLocation(value) : default;
        return found;
    }

    /// <summary>What is known of a blob.</summary>
    public IndexedBlob FindBlob(BlobId blob)
    {
        Span<byte> space = stackalloc byte[IndexLayout.KeyLengthMax];
        Span<byte> value = stackalloc byte[IndexValues.BlobLength];
        return database.TryGet(IndexLayout.Blob(blob, space), value) ? IndexValues.ReadBlob(value) : default;
    }

    /// <summary>One page of blob ids in order.</summary>
    public List<BlobId> ListBlobs(BlobId? after, int limit)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(limit);
        List<BlobId> found = [];
        Span<byte> space = stackalloc byte[IndexLayout.KeyLengthMax];
        ReadOnlySpan<byte> start = after is { } last ? IndexLayout.Blob(last, space) : IndexLayout.Blobs;
        database.Walk(IndexLayout.Blobs, start, (key, value) =>
        {
            BlobId blob = IndexLayout.ReadBlob(key);
            if (blob != after && IndexValues.ReadBlob(value).Entries > 0)
                found.Add(blob);
            return found.Count < limit;
        });
        return found;
    }

    /// <summary>The entries held of a blob, by slot; metadata last.</summary>
    public List<EntryKey> EntriesOf(BlobId blob)
    {
        List<EntryKey> found = [];
        ReadOnlySpan<byte> prefix = IndexLayout.EntriesOf(blob, stackalloc byte[IndexLayout.KeyLengthMax]);
        database.Walk(prefix, prefix, (key, _) =>
        {
            found.Add(IndexLayout.ReadEntry(key));
            return true;
        });
        return found;
    }

    /// <summary>The slivers held of a blob, by shard and axis.</summary>
    public List<SliverKey> ListSlivers(BlobId blob) =>
        EntriesOf(blob).Where(entry => !entry.IsMetadata).Select(entry => entry.ToSliverKey()).ToList();

    /// <summary>One page of the slivers of one shard and axis, by blob.</summary>
    public List<SliverKey> ListSlivers(ShardIndex shard, Axis axis, BlobId? after, int limit)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(limit);
        List<SliverKey> found = [];
        uint slot = EntryKey.SlotOf(shard, axis);
        ReadOnlySpan<byte> prefix = IndexLayout.OfSlot(slot, stackalloc byte[IndexLayout.KeyLengthMax]);
        Span<byte> space = stackalloc byte[IndexLayout.KeyLengthMax];
        ReadOnlySpan<byte> start = after is { } last ? IndexLayout.InShard(new EntryKey(last, slot), space) : prefix;
        database.Walk(prefix, start, (key, _) =>
        {
            EntryKey entry = IndexLayout.ReadEntry(key);
            if (entry.Blob != after)
                found.Add(entry.ToSliverKey());
            return found.Count < limit;
        });
        return found;
    }

    /// <summary>Up to <paramref name="limit"/> blobs that end at the start of this epoch or before, the earliest first.</summary>
    public List<BlobId> ListExpired(Epoch now, int limit)
    {
        List<BlobId> found = [];
        database.Walk(IndexLayout.Expiries, IndexLayout.Expiries, (key, _) =>
        {
            (Epoch end, BlobId blob) = IndexLayout.ReadExpiry(key);
            if (end > now)
                return false;
            found.Add(blob);
            return found.Count < limit;
        });
        return found;
    }

    /// <summary>What can be given back, in the order it was deleted, as far as the deletion lies before a point.</summary>
    public List<(LogPoint Deletion, LogLocation Location)> ListGarbage(LogPoint durable, int limit)
    {
        List<(LogPoint, LogLocation)> found = [];
        database.Walk(IndexLayout.AllGarbage, IndexLayout.AllGarbage, (key, value) =>
        {
            (LogPoint deletion, uint segment, uint offset) = IndexLayout.ReadGarbage(key);
            if (deletion >= durable)
                return false;
            found.Add((deletion, new LogLocation(segment, offset, BinaryPrimitives.ReadInt32LittleEndian(value))));
            return found.Count < limit;
        });
        return found;
    }

    /// <summary>What all segments are used for.</summary>
    public Dictionary<uint, SegmentUse> ReadUses()
    {
        Dictionary<uint, SegmentUse> uses = [];
        database.Walk(IndexLayout.Segments, IndexLayout.Segments, (key, value) =>
        {
            uses.Add(IndexLayout.ReadSegment(key), IndexValues.ReadUse(value));
            return true;
        });
        return uses;
    }

    /// <summary>To which state of the log the index belongs; null when it is new, or of another version.</summary>
    public IndexState? ReadState()
    {
        Span<byte> value = stackalloc byte[IndexValues.StateLength];
        return database.TryGet(IndexLayout.State, value) ? IndexValues.ReadState(value) : null;
    }
}
