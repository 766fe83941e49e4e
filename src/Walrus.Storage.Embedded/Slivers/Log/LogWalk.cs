using Walrus.Storage.Devices;

namespace Walrus.Storage.Slivers.Log;

/// <summary>
/// Walks the record headers of one segment. Where a header is damaged it looks for the next good one, so that a wrong bit costs
/// one record and not the rest of the file. Walks up to the segment's end as it is when the walk begins.
/// </summary>
internal sealed class LogWalk(LogSegment segment, uint seed, long start) : IDisposable
{
    private readonly FileWindow _window = new(segment.File);
    private readonly long _length = segment.End;
    private long _next = Math.Max(start, LogFormat.HeaderLength);

    /// <summary>The record found last.</summary>
    public LogRecordHeader Header { get; private set; }

    /// <summary>Unreadable bytes before that record, from where to where; empty when it follows the one before.</summary>
    public (long From, long To) Hole { get; private set; }

    /// <summary>Finds the next whole record; false at the end, with <see cref="Hole"/> as what lies behind the last record.</summary>
    public async ValueTask<bool> NextAsync(CancellationToken cancellationToken)
    {
        long begin = _next;
        Hole = (begin, begin);
        if (begin >= _length)
            return false;
        if (await TryReadAsync(begin, cancellationToken))
            return true;
        long found = await FindAsync(begin + 1, cancellationToken);
        Hole = (begin, found);
        return found < _length;
    }

    /// <summary>Behind that record.</summary>
    public LogPoint Next => new(segment.Number, (uint)_next);

    public void Dispose() => _window.Dispose();

    private async ValueTask<bool> TryReadAsync(long offset, CancellationToken cancellationToken)
    {
        ReadOnlyMemory<byte> bytes = await _window.ReadAsync(offset, LogRecordHeader.Length, cancellationToken);
        if (!LogRecordHeader.TryRead(bytes.Span, seed, new LogPoint(segment.Number, (uint)offset), out LogRecordHeader header))
            return false;
        if (offset + header.TotalLength > _length)
            return false;
        Header = header;
        _next = offset + header.TotalLength;
        return true;
    }

    private async ValueTask<long> FindAsync(long from, CancellationToken cancellationToken)
    {
        const int stride = 64 << 10;
        for (long piece = from; piece < _length; piece += stride)
        {
            // Each piece overlaps the next by the mark, so that none is missed at the border.
            ReadOnlyMemory<byte> bytes = await _window.ReadAsync(piece, stride + LogRecordHeader.Magic.Length, cancellationToken);
            List<long> candidates = Candidates(bytes.Span, piece);
            foreach (long candidate in candidates)
            {
                if (await TryReadAsync(candidate, cancellationToken))
                    return candidate;
            }
        }
        return _length;
    }

    private static List<long> Candidates(ReadOnlySpan<byte> bytes, long offset)
    {
        List<long> found = [];
        for (int at = 0, next; (next = bytes[at..].IndexOf(LogRecordHeader.Magic)) >= 0; at += next + 1)
            found.Add(offset + at + next);
        return found;
    }
}
