using System.Runtime.CompilerServices;
using Walrus.Storage.Devices;

namespace Walrus.Storage.Journals;

public sealed partial class LocalLedgerJournal
{
    /// <inheritdoc/>
    public async IAsyncEnumerable<JournalRecord> ReadAsync(
        long from, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(from);
        long head = await GetHeadAsync(cancellationToken);
        if (from >= head)
            yield break;
        List<long> segments = JournalFiles.ListSegments(_device);
        // The segment that holds `from` is the last that begins at or before it.
        int first = segments.FindLastIndex(segment => segment <= from);
        if (first < 0)
            throw new JournalCorruptedException(_device.Location, 0, $"the segment with record {from} is missing");
        for (int i = first; i < segments.Count && segments[i] < head; i++)
        {
            long end = i + 1 < segments.Count ? Math.Min(segments[i + 1], head) : head;
            await foreach (JournalRecord record in ReadSegmentAsync(segments[i], Math.Max(from, segments[i]), end, cancellationToken))
                yield return record;
        }
    }

    /// <inheritdoc/>
    public ValueTask<long> GetHeadAsync(CancellationToken cancellationToken = default)
    {
        ObjectDisposedException.ThrowIf(_disposed, this);
        long head = Volatile.Read(ref _head);
        return head >= 0 ? ValueTask.FromResult(head) : JournalFiles.FindHeadAsync(_device, cancellationToken);
    }

    /// <inheritdoc/>
    public async ValueTask WaitForAppendAsync(long position, CancellationToken cancellationToken = default)
    {
        while (true)
        {
            Task appended = _appended.Next;
            if (await GetHeadAsync(cancellationToken) > position)
                return;
            if (Volatile.Read(ref _head) >= 0)
                await appended.WaitAsync(cancellationToken);
            else
                await Task.Delay(_options.PollInterval, _options.Time, cancellationToken);
        }
    }

    private async IAsyncEnumerable<JournalRecord> ReadSegmentAsync(
        long segment, long from, long end, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        using IStorageFile file = _device.Open(JournalSegmentHeader.FileName(segment), FileAccess.Read);
        if (await JournalFiles.ReadHeaderAsync(_device, file, cancellationToken) is not { } header || header.First != segment)
            throw JournalFiles.Corrupted(_device, file, 0, "the segment's header is incomplete or damaged");
        JournalPoint start = _index.Find(segment, from) ?? JournalPoint.StartOf(header);
        using var walk = new JournalWalk(file, header.Seed, start);
        while (walk.Point.Position < end)
        {
            long position = walk.Point.Position;
            if (!await walk.NextAsync(cancellationToken))
            {
                string what = walk.Flaw ?? $"records {position} to {end - 1} had been acknowledged and are missing";
                throw JournalFiles.Corrupted(_device, file, walk.Point.Offset, what);
            }
            _index.Add(walk.Point);
            if (position >= from)
                yield return new JournalRecord(position, walk.Record.ToArray());
        }
        await CheckNextAsync(walk.Point, cancellationToken);
    }

    /// <summary>The segment that begins at this point, if there is one, must go on with what was read.</summary>
    private async ValueTask CheckNextAsync(JournalPoint end, CancellationToken cancellationToken)
    {
        if (end.Position == end.Segment || !_device.List().Contains(JournalSegmentHeader.FileName(end.Position)))
            return;
        using IStorageFile file = _device.Open(JournalSegmentHeader.FileName(end.Position), FileAccess.Read);
        // A segment that is being created is followed up by the next read.
        if (await JournalFiles.ReadHeaderAsync(_device, file, cancellationToken) is { } next && next.Chain != end.Chain)
            throw JournalFiles.Corrupted(_device, file, 0, "the segment does not continue the one before it");
    }
}
