using System.Runtime.CompilerServices;

namespace Walrus.Storage.Journals;

public sealed partial class AzureLedgerJournal
{
    // The walk that knows the head of another writer; one caller at a time.
    private readonly SemaphoreSlim _follower = new(1, 1);
    private AzureJournalWalk? _following;

    /// <inheritdoc/>
    public async IAsyncEnumerable<JournalRecord> ReadAsync(
        long from, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(from);
        long head = await GetHeadAsync(cancellationToken);
        if (from >= head)
            yield break;
        using AzureJournalWalk walk = await BeginAsync(from, cancellationToken);
        while (walk.Point.Position < head)
        {
            long position = walk.Point.Position;
            if (!await walk.NextAsync(cancellationToken))
                throw _segments.Corrupted(walk.Point.Segment, walk.Point.Offset, walk.Flaw ?? $"records {position} to {head - 1} are missing");
            _index.Add(walk.Point);
            if (position >= from)
                yield return new JournalRecord(position, walk.Record.ToArray());
        }
    }

    /// <inheritdoc/>
    public ValueTask<long> GetHeadAsync(CancellationToken cancellationToken = default)
    {
        ObjectDisposedException.ThrowIf(_disposed, this);
        long head = Volatile.Read(ref _head);
        return head >= 0 ? ValueTask.FromResult(head) : new ValueTask<long>(FollowAsync(cancellationToken));
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

    /// <summary>The head as it is in the blobs now.</summary>
    private async Task<long> FollowAsync(CancellationToken cancellationToken)
    {
        await _follower.WaitAsync(cancellationToken);
        try
        {
            if (_following is null)
            {
                // Everything before the last segment was verified when it was written and is verified when it is read.
                List<long> numbers = await _segments.ListAsync(cancellationToken);
                if (await FindLastBegunAsync(numbers, cancellationToken) is not (long number, AzureSegmentHead head))
                    return 0;
                _following = new AzureJournalWalk(_segments, head, head.Start(number));
            }
            while (await _following.NextAsync(cancellationToken))
            {
                // Every good record moves the point on.
            }
            return _following.Point.Position;
        }
        finally
        {
            _follower.Release();
        }
    }

    private async Task<(long Number, AzureSegmentHead Head)?> FindLastBegunAsync(List<long> numbers, CancellationToken cancellationToken)
    {
        for (int i = numbers.Count - 1; i >= 0; i--)
        {
            if (await _segments.FindHeadAsync(numbers[i], cancellationToken) is { } head)
                return (numbers[i], head);
        }
        return null;
    }

    /// <summary>A walk that begins at or before a record.</summary>
    private async Task<AzureJournalWalk> BeginAsync(long from, CancellationToken cancellationToken)
    {
        List<long> numbers = await _segments.ListAsync(cancellationToken);
        for (int i = numbers.Count - 1; i >= 0; i--)
        {
            if (await _segments.FindHeadAsync(numbers[i], cancellationToken) is { } head && head.Header.First <= from)
                return new AzureJournalWalk(_segments, head, _index.Find(numbers[i], from) ?? head.Start(numbers[i]));
        }
        throw _segments.Corrupted(1, 0, $"the segment with record {from} is missing");
    }
}
