using Azure;
using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Models;
using Walrus.Core.Identifiers;
using Walrus.Storage.Slivers.Log;

namespace Walrus.Storage.Slivers;

/// <summary>An entry in a blob.</summary>
/// <param name="Length">Bytes of its payload.</param>
/// <param name="Tag">Which writing of the blob it is.</param>
internal sealed record AzureHeld(int Length, ETag Tag)
{
    /// <summary>From what the service says of the blob.</summary>
    public static AzureHeld Of(long blobLength, ETag tag) => new((int)Math.Clamp(blobLength - LogRecordHeader.Length, 0, SliverStoreLimits.PayloadBytesMax), tag);
}

/// <summary>What one store holds: its identity, its blobs, and the index of them in memory.</summary>
internal sealed class AzureHoldings(BlobContainerClient container, string prefix, Guid storeId)
{
    private readonly Lock _writer = new();
    private readonly BlobEnds _ends = new();
    private long _liveBytes;

    /// <summary>The store.</summary>
    public Guid StoreId { get; } = storeId;

    /// <summary>Its names.</summary>
    public AzureNames Names { get; } = new(prefix, storeId);

    /// <summary>Its entries as blobs.</summary>
    public AzureEntries Entries { get; } = new(container, new AzureNames(prefix, storeId), storeId);

    /// <summary>Its entries in memory.</summary>
    public SliverIndex<AzureHeld> Index { get; } = new();

    /// <summary>Bytes of payload held.</summary>
    public long LiveBytes => Interlocked.Read(ref _liveBytes);

    /// <summary>Lists what the container holds of the store.</summary>
    public async Task LoadAsync(CancellationToken cancellationToken)
    {
        await foreach (BlobItem item in container.GetBlobsAsync(BlobTraits.None, BlobStates.None, Names.Everything, cancellationToken))
        {
            if (Names.TryParseEntry(item.Name, out EntryKey key))
                TryAdd(key, AzureHeld.Of(item.Properties.ContentLength!.Value, item.Properties.ETag!.Value));
            else if (Names.TryParseEnd(item.Name, out Epoch end, out BlobId blob))
                SetEnd(blob, end);
        }
    }

    /// <summary>Enters an entry; false when it is there already.</summary>
    public bool TryAdd(EntryKey key, AzureHeld held)
    {
        lock (_writer)
        {
            if (Index.Contains(key))
                return false;
            Index.Set(key, held);
            _liveBytes += held.Length;
            return true;
        }
    }

    /// <summary>Strikes an entry; with <paramref name="expected"/> only if it is still that one.</summary>
    public bool TryRemove(EntryKey key, AzureHeld? expected = null)
    {
        lock (_writer)
        {
            if (!Index.TryFind(key, out AzureHeld? held) || expected is not null && held != expected)
                return false;
            Index.TryRemove(key, out _);
            _liveBytes -= held.Length;
            return true;
        }
    }

    /// <summary>Enters an entry that was just written, in place of what was known of it.</summary>
    public void Set(EntryKey key, AzureHeld held)
    {
        lock (_writer)
        {
            _liveBytes += held.Length - (Index.TryFind(key, out AzureHeld? known) ? known.Length : 0);
            Index.Set(key, held);
        }
    }

    /// <summary>The end of a blob.</summary>
    public Epoch? FindEnd(BlobId blob)
    {
        lock (_writer)
            return _ends.Find(blob);
    }

    /// <summary>Notes the end of a blob.</summary>
    public void SetEnd(BlobId blob, Epoch end)
    {
        lock (_writer)
            _ends.Set(blob, end);
    }

    /// <summary>Forgets the end of a blob.</summary>
    public void RemoveEnd(BlobId blob)
    {
        lock (_writer)
            _ends.Remove(blob);
    }

    /// <summary>Blobs that end at the start of this epoch or before.</summary>
    public List<BlobId> ListExpired(Epoch now)
    {
        lock (_writer)
            return _ends.ListExpired(now);
    }
}
