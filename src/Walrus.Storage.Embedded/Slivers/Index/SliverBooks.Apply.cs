using Walrus.Core.Identifiers;
using Walrus.Storage.Slivers.Log;

namespace Walrus.Storage.Slivers.Index;

internal sealed partial class SliverBooks
{
    // A batch is held in memory until it is committed.
    private const int ChangesAtATime = 8192;

    /// <summary>Strikes what a record of the log deletes.</summary>
    /// <returns>How many entries were held.</returns>
    public int Delete(LogRecordKind kind, EntryKey key, LogPoint record)
    {
        NoteDeletes(record.Segment);
        return kind switch
        {
            LogRecordKind.DeleteEntry => Remove(key, record) ? 1 : 0,
            LogRecordKind.DeleteBlob => DeleteBlob(key.Blob, record),
            LogRecordKind.DeleteShard => DeleteSlot(key.Slot * 2, record) + DeleteSlot(key.Slot * 2 + 1, record),
            _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, "Not a record that deletes."),
        };
    }

    /// <summary>Commits when the open batch has become large.</summary>
    public void CommitWhenLarge(LogPoint applied, LogPoint durable)
    {
        if (Pending >= ChangesAtATime)
            Commit(applied, durable);
    }

    private int DeleteBlob(BlobId blob, LogPoint record)
    {
        // What the open batch changes of this blob is not in the catalog yet.
        if (_blobs.ContainsKey(blob))
            Commit(record, State.Durable);
        int removed = Catalog.EntriesOf(blob).Count(entry => Remove(entry, record));
        SetEnd(blob, default, default);
        return removed;
    }

    private int DeleteSlot(uint slot, LogPoint record)
    {
        // Each page is committed as not yet applied: after a crash the record is applied to the rest.
        int removed = 0;
        Commit(record, State.Durable);
        (ShardIndex shard, Axis axis) = (new ShardIndex((ushort)(slot >> 1)), (Axis)(slot & 1));
        while (Catalog.ListSlivers(shard, axis, null, ChangesAtATime / 4) is { Count: > 0 } page)
        {
            removed += page.Count(sliver => Remove(EntryKey.Sliver(sliver), record));
            Commit(record, State.Durable);
        }
        return removed;
    }
}
