namespace Walrus.Storage.Journals;

/// <summary>
/// What a writer does before it appends: walks every segment, refuses damage, and seals a segment whose end never was whole. An append
/// blob cannot be cut; the next segment says how much of it counts.
/// </summary>
internal sealed class AzureRecovery(AzureSegments segments, JournalIndex index, Func<Guid> newId)
{
    /// <summary>The tail to append to.</summary>
    public async Task<AzureTail> RunAsync(CancellationToken cancellationToken)
    {
        await segments.CreateContainerAsync(cancellationToken);
        while (true)
        {
            // Another writer may be faster at any step; then its work is what is found at the next look.
            if (await TryAsync(cancellationToken) is { } tail)
                return tail;
        }
    }

    private async Task<AzureTail?> TryAsync(CancellationToken cancellationToken)
    {
        List<long> numbers = await segments.ListAsync(cancellationToken);
        if (numbers is [not 1, ..])
            throw segments.Corrupted(1, 0, "the first segment is missing");
        if (await segments.FindHeadAsync(1, cancellationToken) is not { } first)
        {
            if (numbers.Count > 1)
                throw segments.Corrupted(1, 0, "the first segment is empty");
            var header = JournalSegmentHeader.Begin(newId());
            return await AzureTail.BeginAsync(segments, 1, new AzureSegmentHead(header, 0, new byte[AzureSegmentHead.HashLength]));
        }
        // Begun by another writer since the listing.
        if (numbers.Count == 0)
            return null;
        var walk = new AzureJournalWalk(segments, first, first.Start(1), hashes: true);
        index.Add(walk.Point);
        while (await walk.NextAsync(cancellationToken))
            index.Add(walk.Point);
        // The last one may have been created and not begun.
        if (walk.Point.Segment < numbers[^1] - 1)
            throw segments.Corrupted(walk.Point.Segment + 1, 0, "the segment is missing, but later ones are there");
        var tail = new AzureTail(
            walk.Point.Segment, walk.Head, walk.Point, await segments.CountBlocksAsync(walk.Point.Segment, cancellationToken), walk.Hash!);
        if (walk.Flaw is not { } flaw)
            return tail;
        if (await walk.FindLaterAppendAsync(cancellationToken))
            throw segments.Corrupted(walk.Point.Segment, walk.Point.Offset, flaw);
        await segments.SealAsync(tail.Number, cancellationToken);
        return await tail.BeginNextAsync(segments);
    }
}
