using Walrus.Storage.Devices;

namespace Walrus.Storage.Journals;

/// <summary>Walks the records of one segment, verifying each; stops before the first that does not hold.</summary>
internal sealed class JournalWalk(IStorageFile file, uint seed, JournalPoint start) : IDisposable
{
    private readonly FileWindow _window = new(file);

    /// <summary>Where the walk stands: before the record that <see cref="NextAsync"/> reads next.</summary>
    public JournalPoint Point { get; private set; } = start;

    /// <summary>The record read last; valid until the next read.</summary>
    public ReadOnlyMemory<byte> Record => Raw[JournalRecordHeader.Size..];

    /// <summary>The same with its header.</summary>
    public ReadOnlyMemory<byte> Raw { get; private set; }

    /// <summary>Why the walk has stopped, or null when it ended exactly at the end of the file.</summary>
    public string? Flaw { get; private set; }

    /// <summary>Reads one record; false at the end and at the first flaw.</summary>
    public async ValueTask<bool> NextAsync(CancellationToken cancellationToken)
    {
        Flaw = null;
        ReadOnlyMemory<byte> bytes = await _window.ReadAsync(Point.Offset, JournalRecordHeader.Size, cancellationToken);
        if (bytes.IsEmpty)
            return false;
        if (!JournalRecordHeader.TryRead(bytes.Span, seed, out JournalRecordHeader header))
            return Stop("the record's header is incomplete or damaged");
        if (header.Position != Point.Position)
            return Stop($"found the record of position {header.Position} where {Point.Position} belongs");
        bytes = await _window.ReadAsync(Point.Offset, JournalRecordHeader.Size + header.Length, cancellationToken);
        if (bytes.Length < JournalRecordHeader.Size + header.Length)
            return Stop($"record {header.Position} is incomplete");
        ReadOnlyMemory<byte> record = bytes[JournalRecordHeader.Size..];
        if (header.Continue(Point.Chain, record.Span) != header.Chain)
            return Stop($"record {header.Position} does not match its checksum, or does not follow the record before it");
        Raw = bytes;
        Point = Point.After(header);
        return true;
    }

    /// <summary>
    /// Looks behind the flaw for a record that was appended after the broken one had been durable. Finding one means that the
    /// broken record was damaged later; finding none, that it was never whole.
    /// </summary>
    public async ValueTask<bool> FindLaterAppendAsync(CancellationToken cancellationToken)
    {
        const int stride = 64 << 10;
        for (long offset = Point.Offset + 1; ; offset += stride)
        {
            // Each piece overlaps the next by a header, so that none is missed at the border.
            ReadOnlyMemory<byte> piece = await _window.ReadAsync(offset, stride + JournalRecordHeader.Size, cancellationToken);
            if (HasLaterAppend(piece.Span))
                return true;
            if (piece.Length < stride + JournalRecordHeader.Size)
                return false;
        }
    }

    public void Dispose() => _window.Dispose();

    private bool HasLaterAppend(ReadOnlySpan<byte> bytes)
    {
        for (int found; (found = bytes.IndexOf(JournalRecordHeader.Magic)) >= 0; bytes = bytes[(found + 1)..])
        {
            if (JournalRecordHeader.TryRead(bytes[found..], seed, out JournalRecordHeader header) && header.Append > Point.Position)
                return true;
        }
        return false;
    }

    private bool Stop(string flaw)
    {
        Flaw = flaw;
        return false;
    }
}
