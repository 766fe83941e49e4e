using Azure;
using Azure.Storage.Blobs.Models;
using Walrus.Core.Identifiers;

namespace Walrus.Storage.Slivers;

public sealed partial class AzureSliverStore
{
    private const int DeletesAtOnce = 16;

    /// <inheritdoc/>
    public ValueTask<bool> PutMetadataAsync(BlobId blob, ReadOnlyMemory<byte> bcs, CancellationToken cancellationToken = default) =>
        PutAsync(EntryKey.Metadata(blob), bcs, cancellationToken);

    /// <inheritdoc/>
    public ValueTask<bool> PutSliverAsync(SliverKey key, ReadOnlyMemory<byte> bcs, CancellationToken cancellationToken = default) =>
        PutAsync(EntryKey.Sliver(key), bcs, cancellationToken);

    /// <inheritdoc/>
    public async ValueTask<bool> DeleteBlobAsync(BlobId blob, CancellationToken cancellationToken = default) =>
        await DeleteAllAsync([blob], cancellationToken) > 0;

    /// <inheritdoc/>
    public async ValueTask<bool> DeleteSliverAsync(SliverKey key, CancellationToken cancellationToken = default) =>
        await DeleteAsync([EntryKey.Sliver(key)], cancellationToken) > 0;

    /// <inheritdoc/>
    public ValueTask<int> DeleteShardAsync(ShardIndex shard, CancellationToken cancellationToken = default) =>
        DeleteAsync(_held.Index.EntriesOf(shard), cancellationToken);

    /// <inheritdoc/>
    public async ValueTask SetEndAsync(BlobId blob, Epoch end, CancellationToken cancellationToken = default)
    {
        ArgumentOutOfRangeException.ThrowIfZero(end.Value, nameof(end));
        AzureHoldings held = _held;
        await GuardAsync(async () =>
        {
            Epoch? before = held.FindEnd(blob);
            await _container.GetBlobClient(held.Names.End(end, blob)).UploadAsync(BinaryData.FromBytes(ReadOnlyMemory<byte>.Empty), overwrite: true, cancellationToken);
            held.SetEnd(blob, end);
            if (before is { } old && old != end)
                await _container.GetBlobClient(held.Names.End(old, blob)).DeleteIfExistsAsync(cancellationToken: cancellationToken);
            return true;
        });
    }

    /// <inheritdoc/>
    public async ValueTask<int> DeleteExpiredAsync(Epoch now, CancellationToken cancellationToken = default)
    {
        List<BlobId> expired = _held.ListExpired(now);
        await DeleteAllAsync(expired, cancellationToken);
        return expired.Count;
    }

    /// <inheritdoc/>
    public async ValueTask DropAllAsync(CancellationToken cancellationToken = default)
    {
        AzureHoldings old = _held;
        await GuardAsync(async () =>
        {
            Guid storeId = _newId();
            // From here on the store is empty, whatever becomes of the rest.
            await new AzureIdentity(_container.GetBlobClient(AzureNames.Identity(_prefix))).ReplaceAsync(storeId, cancellationToken);
            _held = new AzureHoldings(_container, _prefix, storeId);
            await foreach (BlobItem item in _container.GetBlobsAsync(BlobTraits.None, BlobStates.None, old.Names.Everything, cancellationToken))
                await _container.DeleteBlobIfExistsAsync(item.Name, cancellationToken: cancellationToken);
            return true;
        });
    }

    /// <inheritdoc/>
    public async ValueTask<int> RotAsync(double rate, int seed, CancellationToken cancellationToken = default)
    {
        var plan = new RotPlan(rate, seed);
        AzureHoldings holdings = _held;
        int damaged = 0;
        foreach (EntryKey key in RotPlan.Candidates(holdings.Index.Entries()))
        {
            if (!holdings.Index.TryFind(key, out AzureHeld? held) || !plan.TryDraw(held.Length, out int index, out byte mask))
                continue;
            ETag tag = await GuardAsync(() => holdings.Entries.FlipAsync(key, held.Tag, index, mask, cancellationToken));
            holdings.Set(key, held with { Tag = tag });
            damaged++;
        }
        return damaged;
    }

    private async ValueTask<bool> PutAsync(EntryKey key, ReadOnlyMemory<byte> payload, CancellationToken cancellationToken)
    {
        SliverStoreLimits.Check(payload);
        AzureHoldings holdings = _held;
        if (holdings.Index.Contains(key))
            return false;
        return await GuardAsync(async () =>
        {
            if (await holdings.Entries.CreateAsync(key, payload, cancellationToken) is { } tag)
            {
                holdings.Set(key, new AzureHeld(payload.Length, tag));
                return true;
            }
            // Somebody else was faster, or an earlier upload arrived although nobody heard of it; it is verified when it is read.
            holdings.TryAdd(key, await holdings.Entries.DescribeAsync(key, cancellationToken));
            return false;
        });
    }

    private async ValueTask<int> DeleteAllAsync(IReadOnlyList<BlobId> blobs, CancellationToken cancellationToken)
    {
        AzureHoldings held = _held;
        int removed = await DeleteAsync([.. blobs.SelectMany(held.Index.EntriesOf)], cancellationToken);
        // The ends go last: whatever is cut short is found again by them.
        return await GuardAsync(async () =>
        {
            await Parallel.ForEachAsync(blobs, Parallelism(cancellationToken), async (blob, token) =>
            {
                if (held.FindEnd(blob) is { } end)
                    await _container.GetBlobClient(held.Names.End(end, blob)).DeleteIfExistsAsync(cancellationToken: token);
                held.RemoveEnd(blob);
            });
            return removed;
        });
    }

    private async ValueTask<int> DeleteAsync(List<EntryKey> keys, CancellationToken cancellationToken)
    {
        AzureHoldings held = _held;
        int removed = 0;
        return await GuardAsync(async () =>
        {
            await Parallel.ForEachAsync(keys, Parallelism(cancellationToken), async (key, token) =>
            {
                if (!held.Index.Contains(key))
                    return;
                await held.Entries.DeleteAsync(key, tag: null, token);
                if (held.TryRemove(key))
                    Interlocked.Increment(ref removed);
            });
            return removed;
        });
    }

    private static ParallelOptions Parallelism(CancellationToken cancellationToken) =>
        new() { MaxDegreeOfParallelism = DeletesAtOnce, CancellationToken = cancellationToken };

    /// <summary>Says in the store's terms that the service refuses or does not answer.</summary>
    private async ValueTask<T> GuardAsync<T>(Func<Task<T>> write)
    {
        try
        {
            T result = await write();
            _refusal = null;
            return result;
        }
        catch (Exception error) when (AzureErrors.IsFailure(error))
        {
            _refusal = AzureErrors.Describe(_container.Uri, error);
            throw new StoreUnwritableException(_container.Uri.GetLeftPart(UriPartial.Path), _refusal, error);
        }
    }
}
