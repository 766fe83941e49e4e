using Walrus.Client.StorageNodes;
using Walrus.Client.Work;
using Walrus.Core.Encoding;
using Walrus.Core.Identifiers;
using Walrus.Core.Metadata;
using Walrus.Core.Parameters;

namespace Walrus.Client.Reading;

/// <summary>
/// Puts a whole blob together from whatever slivers can be had: any k1 primary ones, or k2 secondary ones (data plane
/// 10.2). The slivers and the blob are in memory together.
/// </summary>
internal sealed class BlobRebuild(
    VerifiedBlobMetadata metadata, SliverFetcher fetcher, BoundedWork work, BlobReaderOptions options, TimeProvider time)
{
    private readonly List<StorageNodeException> _failures = [];

    private RedStuffParameters Parameters => metadata.Parameters;

    /// <summary>Bytes of memory that rebuilding a blob takes.</summary>
    public static long MemoryOf(VerifiedBlobMetadata metadata) =>
        (long)metadata.Parameters.SourceSymbols * metadata.SymbolSize + metadata.UnencodedLength;

    /// <summary>The blob. Takes over <paramref name="slivers"/>, primary slivers that are already here.</summary>
    /// <exception cref="BlobUnavailableException">Too few slivers can be had.</exception>
    /// <exception cref="InconsistentBlobException">The blob does not pass the check.</exception>
    public async Task<NativeBlobTarget> RunAsync(List<FetchedSliver> slivers, ConsistencyCheck check, CancellationToken cancellation)
    {
        try
        {
            if (!await GatherAsync(slivers, Axis.Primary, cancellation).ConfigureAwait(false))
            {
                slivers.ForEach(sliver => sliver.Dispose());
                slivers.Clear();
                if (!await GatherAsync(slivers, Axis.Secondary, cancellation).ConfigureAwait(false))
                    throw new BlobUnavailableException(metadata.BlobId, "too few slivers can be had", _failures);
            }

            return await DecodeAsync(slivers, check, cancellation).ConfigureAwait(false);
        }
        finally
        {
            slivers.ForEach(sliver => sliver.Dispose());
        }
    }

    private async Task<bool> GatherAsync(List<FetchedSliver> slivers, Axis axis, CancellationToken cancellation)
    {
        int needed = SliversNeeded(axis) - slivers.Count;
        if (needed <= 0)
            return true;
        HashSet<int> present = [.. slivers.Select(sliver => (int)sliver.Sliver.Index.Value)];
        // Slivers of the blob itself come first, because they need not be computed; nodes that failed come last.
        IEnumerable<Func<CancellationToken, Task<FetchedSliver>>> candidates = Enumerable.Range(0, Parameters.Shards)
            .Where(index => !present.Contains(index))
            .Select(index => new SliverIndex(index))
            .OrderBy(index => fetcher.IsSuspect(index, axis))
            .Select(index => (Func<CancellationToken, Task<FetchedSliver>>)(token => fetcher.FetchAsync(index, axis, token)));
        Gathering<FetchedSliver> gathering = new(needed, options.GatheringRequests, fetcher.Patience(axis), time, static sliver => sliver.Dispose());
        IReadOnlyList<FetchedSliver>? answers = await gathering.RunAsync(candidates, cancellation).ConfigureAwait(false);
        _failures.AddRange(gathering.Failures);
        slivers.AddRange(answers ?? []);
        return answers is not null;
    }

    private int SliversNeeded(Axis axis) => axis == Axis.Primary ? Parameters.PrimarySymbols : Parameters.SecondarySymbols;

    private async Task<NativeBlobTarget> DecodeAsync(
        List<FetchedSliver> slivers, ConsistencyCheck check, CancellationToken cancellation)
    {
        NativeBlobTarget target = new(metadata.UnencodedLength);
        try
        {
            EncodingOptions encoding = new() { MaxDegreeOfParallelism = work.Slots, CancellationToken = cancellation };
            await work.RunAsync(
                () => new BlobDecoder(metadata).Decode([.. slivers.Select(sliver => sliver.Sliver)], target, check, encoding),
                cancellation).ConfigureAwait(false);
            return target;
        }
        catch
        {
            target.Dispose();
            throw;
        }
    }
}
