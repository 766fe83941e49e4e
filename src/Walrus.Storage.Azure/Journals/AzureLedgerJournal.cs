using Azure.Storage.Blobs;

namespace Walrus.Storage.Journals;

/// <summary>
/// A journal in append blobs: segments of checksummed records chained one to the next. Nobody holds a lock; every append names the
/// length that the segment must have, so that of two writers one is told that the other was here, and a segment is sealed before
/// the next is begun. The bytes are described in <c>docs/storage-format.md</c>.
/// </summary>
public sealed partial class AzureLedgerJournal : ILedgerJournal
{
    private readonly AzureJournalOptions _options;
    private readonly AzureSegments _segments;
    private readonly JournalIndex _index = new();
    private readonly AppendSignal _appended = new();

    // Held by whoever acquires, appends or closes; guards the fields below.
    private readonly SemaphoreSlim _writer = new(1, 1);
    private AzureTail? _tail;
    private bool _isOutcomeUnknown;

    // Durable head while this instance is the writer, else -1; read without the semaphore.
    private long _head = -1;
    private volatile bool _disposed;

    /// <summary>A journal in this container, which is created when it does not exist. Asks for nothing yet.</summary>
    public AzureLedgerJournal(BlobContainerClient container, AzureJournalOptions? options = null)
    {
        _options = options ?? new AzureJournalOptions();
        _segments = new AzureSegments(container, _options.Prefix);
    }

    /// <inheritdoc/>
    public async ValueTask<long> AcquireWriterAsync(CancellationToken cancellationToken = default)
    {
        await _writer.WaitAsync(cancellationToken);
        try
        {
            ObjectDisposedException.ThrowIf(_disposed, this);
            if (_tail is { } tail && !_isOutcomeUnknown)
                return tail.End.Position;
            CloseTail();
            _tail = await new AzureRecovery(_segments, _index, _options.NewId).RunAsync(cancellationToken);
            _isOutcomeUnknown = false;
            Publish(_tail.End.Position);
            return _tail.End.Position;
        }
        catch (Exception error) when (error is not IOException && AzureErrors.IsFailure(error))
        {
            throw AzureErrors.Unreachable(_segments.Where, error);
        }
        finally
        {
            _writer.Release();
        }
    }

    /// <inheritdoc/>
    public async ValueTask ReleaseWriterAsync()
    {
        await _writer.WaitAsync();
        try
        {
            CloseTail();
            _appended.Set();
        }
        finally
        {
            _writer.Release();
        }
    }

    /// <inheritdoc/>
    public async ValueTask<long> AppendAsync(
        long expectedPosition, IReadOnlyList<ReadOnlyMemory<byte>> records, CancellationToken cancellationToken = default)
    {
        JournalLimits.Check(records);
        await _writer.WaitAsync(cancellationToken);
        try
        {
            ObjectDisposedException.ThrowIf(_disposed, this);
            if (_isOutcomeUnknown)
                throw new JournalUnknownOutcomeException(Volatile.Read(ref _head));
            if (_tail is not { } tail)
                throw new InvalidOperationException("Acquire the writer before the first append.");
            if (expectedPosition != tail.End.Position)
                throw new JournalConflictException(expectedPosition, tail.End.Position);
            return records.Count == 0 ? expectedPosition : await CommitAsync(tail, records);
        }
        finally
        {
            _writer.Release();
        }
    }

    /// <summary>Waits for an append in progress.</summary>
    public async ValueTask DisposeAsync()
    {
        await _writer.WaitAsync();
        try
        {
            if (_disposed)
                return;
            _disposed = true;
            _appended.Set();
            CloseTail();
            _following?.Dispose();
        }
        finally
        {
            _writer.Release();
        }
    }

    private async Task<long> CommitAsync(AzureTail tail, IReadOnlyList<ReadOnlyMemory<byte>> records)
    {
        long head = tail.End.Position;
        // Until all of it has succeeded: whatever is thrown on the way leaves the outcome unknown.
        _isOutcomeUnknown = true;
        try
        {
            (byte[] bytes, JournalPoint end) = tail.Lay(records);
            int blocks = (bytes.Length + _options.BlockBytes - 1) / _options.BlockBytes;
            if (tail.End.Offset >= _options.SegmentBytes || tail.Blocks + blocks > _options.SegmentBlocks && tail.End.Offset > AzureSegmentHead.Length)
            {
                AzureTail next = await tail.RollAsync(_segments) ?? throw await LostAsync(head);
                tail.Dispose();
                _tail = tail = next;
                (bytes, end) = tail.Lay(records);
            }
            for (int offset = 0; offset < bytes.Length; offset += _options.BlockBytes)
            {
                ReadOnlyMemory<byte> block = bytes.AsMemory(offset, Math.Min(_options.BlockBytes, bytes.Length - offset));
                if (!await _segments.AppendAsync(tail.Number, tail.End.Offset + offset, block, CancellationToken.None))
                    throw offset == 0 ? await LostAsync(head) : new JournalUnknownOutcomeException(head);
            }
            tail.Advance(bytes, end, blocks);
            _index.Add(end);
        }
        catch (Exception error) when (AzureErrors.IsFailure(error))
        {
            throw new JournalUnknownOutcomeException(head, error);
        }
        _isOutcomeUnknown = false;
        Publish(tail.End.Position);
        return tail.End.Position;
    }

    /// <summary>Another writer was here first: the head is his, until this one acquires again.</summary>
    private async Task<Exception> LostAsync(long expected)
    {
        CloseTail();
        return new JournalConflictException(expected, await FollowAsync(CancellationToken.None));
    }

    private void CloseTail()
    {
        Volatile.Write(ref _head, -1);
        _tail?.Dispose();
        _tail = null;
    }

    private void Publish(long head)
    {
        Volatile.Write(ref _head, head);
        _appended.Set();
    }
}
