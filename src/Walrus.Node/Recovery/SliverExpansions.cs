using System.Buffers;
using Walrus.Client.Work;
using Walrus.Core.Bcs;
using Walrus.Core.Metadata;
using Walrus.Core.Parameters;
using Walrus.Core.Recovery;
using Walrus.Core.Slivers;
using Walrus.Storage.Slivers;

namespace Walrus.Node.Recovery;

/// <summary>
/// Expanded slivers, kept for a while within a number of bytes: a peer that lost many slivers asks for one symbol of each in turn, and
/// expanding costs far more than looking a symbol up. Several that ask for the same sliver at once share one expansion.
/// </summary>
internal sealed class SliverExpansions(ISliverSource held, BoundedWork work, long capacityBytes)
{
    private readonly Lock _lock = new();
    private readonly Dictionary<SliverKey, LinkedListNode<Entry>> _entries = [];
    private readonly LinkedList<Entry> _byUse = new();
    private long _bytes;

    /// <summary>Bytes of the expansions that are kept.</summary>
    public long Bytes
    {
        get
        {
            lock (_lock)
                return _bytes;
        }
    }

    /// <summary>The expansion of a held sliver, or null when it is not held, or no longer.</summary>
    public async ValueTask<SliverExpansion?> FindAsync(SliverKey key, VerifiedBlobMetadata metadata, CancellationToken cancellation)
    {
        if (!held.Contains(key))
            return null;
        Entry entry = Touch(key, metadata);
        SliverExpansion? expansion = null;
        try
        {
            expansion = await entry.Expansion.Value.WaitAsync(cancellation);
            return expansion;
        }
        finally
        {
            // Only what there is stays; a request that gave up says nothing about it.
            if (expansion is null && entry.Expansion.Value.IsCompleted)
                Forget(key, entry);
        }
    }

    private Entry Touch(SliverKey key, VerifiedBlobMetadata metadata)
    {
        lock (_lock)
        {
            if (_entries.Remove(key, out LinkedListNode<Entry>? known))
            {
                _byUse.Remove(known);
                _entries[key] = _byUse.AddFirst(known.Value);
                return known.Value;
            }

            Entry entry = new(key, MemoryOf(metadata), new Lazy<Task<SliverExpansion?>>(() => ExpandAsync(key, metadata)));
            if (entry.Bytes > capacityBytes)
                return entry;
            _entries[key] = _byUse.AddFirst(entry);
            _bytes += entry.Bytes;
            while (_bytes > capacityBytes)
                Remove(_byUse.Last!);
            return entry;
        }
    }

    private void Forget(SliverKey key, Entry entry)
    {
        lock (_lock)
        {
            if (_entries.TryGetValue(key, out LinkedListNode<Entry>? node) && node.Value == entry)
                Remove(node);
        }
    }

    private void Remove(LinkedListNode<Entry> node)
    {
        _entries.Remove(node.Value.Key);
        _byUse.Remove(node);
        _bytes -= node.Value.Bytes;
    }

    private async Task<SliverExpansion?> ExpandAsync(SliverKey key, VerifiedBlobMetadata metadata)
    {
        using IMemoryOwner<byte>? bytes = await held.ReadAsync(key, CancellationToken.None);
        if (bytes is null)
            return null;
        SliverExpansion? expansion = await work.RunAsync(() => Expand(key, bytes.Memory, metadata), CancellationToken.None);
        if (expansion is null)
            await held.DropAsync(key);
        return expansion;
    }

    /// <summary>Null when the bytes are not the sliver that belongs there.</summary>
    private static SliverExpansion? Expand(SliverKey key, ReadOnlyMemory<byte> bytes, VerifiedBlobMetadata metadata)
    {
        try
        {
            RedStuffParameters parameters = metadata.Parameters;
            Sliver sliver = Sliver.FromBytes(bytes, key.Axis);
            if (sliver.Index != parameters.SliverOf(parameters.PairOf(key.Shard, key.Blob), key.Axis)
                || sliver.SymbolSize != metadata.SymbolSize || sliver.Data.Length != metadata.SliverLength(key.Axis))
                return null;
            SliverExpansion expansion = new(sliver, parameters);
            return expansion.Root == metadata.RootOf(sliver.Index, key.Axis) ? expansion : null;
        }
        catch (BcsException)
        {
            return null;
        }
    }

    private static long MemoryOf(VerifiedBlobMetadata metadata)
    {
        RedStuffParameters parameters = metadata.Parameters;
        return (long)parameters.Shards * (metadata.SymbolSize + 2 * Core.Identifiers.Bytes32.Length);
    }

    private sealed record Entry(SliverKey Key, long Bytes, Lazy<Task<SliverExpansion?>> Expansion);
}
