using System.Buffers;

namespace Walrus.Storage.Journals;

public sealed partial class LocalLedgerJournal
{
    /// <inheritdoc/>
    public async ValueTask<long> AppendAsync(
        long expectedPosition, IReadOnlyList<ReadOnlyMemory<byte>> records, CancellationToken cancellationToken = default)
    {
        JournalLimits.Check(records);
        await _writer.WaitAsync(cancellationToken);
        try
        {
            ObjectDisposedException.ThrowIf(_disposed, this);
            long head = ThrowUnlessWriter();
            if (expectedPosition != head)
                throw new JournalConflictException(expectedPosition, head);
            if (records.Count == 0)
                return head;
            // Writing and syncing block their thread: not the caller's.
            return await Task.Run(() => CommitAsync(head, records), CancellationToken.None);
        }
        finally
        {
            _writer.Release();
        }
    }

    private long ThrowUnlessWriter()
    {
        if (_isOutcomeUnknown)
            throw new JournalUnknownOutcomeException(Volatile.Read(ref _head));
        return _tail?.End.Position ?? throw new InvalidOperationException("Acquire the writer before the first append.");
    }

    private async Task<long> CommitAsync(long head, IReadOnlyList<ReadOnlyMemory<byte>> records)
    {
        // Until all of it has succeeded: whatever is thrown on the way leaves the outcome unknown.
        _isOutcomeUnknown = true;
        try
        {
            JournalTail tail = await RollWhenFullAsync(_tail!.Value);
            JournalPoint end = await WriteAsync(tail, records);
            await tail.File.SyncAsync();
            await _headFile.WriteAsync(end);
            _index.Add(end);
            _tail = tail with { End = end };
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new JournalUnknownOutcomeException(head, error);
        }
        _isOutcomeUnknown = false;
        Publish(head + records.Count);
        return head + records.Count;
    }

    private async ValueTask<JournalTail> RollWhenFullAsync(JournalTail tail)
    {
        if (tail.End.Offset < Math.Max(_options.SegmentBytes, JournalSegmentHeader.Length + 1))
            return tail;
        JournalTail next = await JournalTail.CreateAsync(_device, tail.Header.Next(tail.End));
        _tail = next;
        tail.File.Dispose();
        return next;
    }

    /// <summary>One gathering write for all records; nothing is copied but the headers.</summary>
    private static async ValueTask<JournalPoint> WriteAsync(JournalTail tail, IReadOnlyList<ReadOnlyMemory<byte>> records)
    {
        byte[] headers = ArrayPool<byte>.Shared.Rent(records.Count * JournalRecordHeader.Size);
        try
        {
            uint seed = tail.Header.Seed;
            var buffers = new List<ReadOnlyMemory<byte>>(records.Count * 2);
            JournalPoint point = tail.End;
            for (int i = 0; i < records.Count; i++)
            {
                Memory<byte> bytes = headers.AsMemory(i * JournalRecordHeader.Size, JournalRecordHeader.Size);
                JournalRecordHeader header = JournalRecordHeader.Next(point.Chain, point.Position, tail.End.Position, records[i].Span);
                header.Write(bytes.Span, seed);
                buffers.Add(bytes);
                if (!records[i].IsEmpty)
                    buffers.Add(records[i]);
                point = point.After(header);
            }
            await tail.File.WriteAsync(tail.End.Offset, buffers);
            return point;
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(headers);
        }
    }
}
