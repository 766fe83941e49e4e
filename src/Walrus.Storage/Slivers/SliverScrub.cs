using System.Buffers;
using Walrus.Core.Identifiers;

namespace Walrus.Storage.Slivers;

/// <summary>What one walk has seen.</summary>
/// <param name="Entries">Metadata and slivers read.</param>
/// <param name="Bytes">Their bytes.</param>
/// <param name="Damaged">Those that were damaged; the store has dropped them.</param>
public sealed record ScrubReport(long Entries, long Bytes, long Damaged);

/// <summary>
/// Reads everything a store holds at a set rate, so that damage is found while there are peers to repair it from, and not when it is
/// asked for.
/// </summary>
/// <param name="store">The store; others may use it meanwhile.</param>
/// <param name="options">How fast.</param>
public sealed class SliverScrub(ISliverStore store, ScrubOptions? options = null)
{
    private const int BlobsAtATime = 256;
    private readonly ScrubOptions _options = options ?? new ScrubOptions();

    /// <summary>Walks once over everything that is held when its turn comes.</summary>
    /// <param name="onDamaged">
    /// Told of each damaged entry, which the store holds no more, so that it is repaired; the walk waits for it. What it throws ends the walk.
    /// </param>
    /// <param name="cancellationToken">Ends the walk early.</param>
    public async Task<ScrubReport> RunAsync(
        Func<SliverCorruptedException, CancellationToken, ValueTask> onDamaged, CancellationToken cancellationToken)
    {
        var report = new ScrubReport(0, 0, 0);
        var pace = new ScrubPace(_options);
        for (BlobId? after = null; store.ListBlobs(after, BlobsAtATime) is { Count: > 0 } page; after = page[^1])
        {
            foreach (EntryKey key in page.SelectMany(EntriesOf))
            {
                cancellationToken.ThrowIfCancellationRequested();
                long before = report.Bytes;
                report = await ReadAsync(key, report, onDamaged, cancellationToken);
                await pace.KeepAsync(report.Bytes - before, cancellationToken);
            }
        }
        return report;
    }

    private IEnumerable<EntryKey> EntriesOf(BlobId blob) =>
        store.ListSlivers(blob).Select(EntryKey.Sliver).Append(EntryKey.Metadata(blob));

    private async Task<ScrubReport> ReadAsync(
        EntryKey key, ScrubReport report, Func<SliverCorruptedException, CancellationToken, ValueTask> onDamaged, CancellationToken cancellationToken)
    {
        try
        {
            using IMemoryOwner<byte>? bytes = key.IsMetadata
                ? await store.ReadMetadataAsync(key.Blob, cancellationToken)
                : await store.ReadSliverAsync(key.ToSliverKey(), cancellationToken);
            return bytes is null ? report : report with { Entries = report.Entries + 1, Bytes = report.Bytes + bytes.Memory.Length };
        }
        catch (SliverCorruptedException damage)
        {
            await onDamaged(damage, cancellationToken);
            return report with { Entries = report.Entries + 1, Damaged = report.Damaged + 1 };
        }
    }
}
