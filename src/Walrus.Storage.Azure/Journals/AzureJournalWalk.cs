using System.Security.Cryptography;

namespace Walrus.Storage.Journals;

/// <summary>Walks the records of a journal in Azure from segment to segment, verifying each, up to what is there now; may be called again later.</summary>
internal sealed class AzureJournalWalk : IDisposable
{
    private readonly AzureSegments _segments;
    private AzureJournalFile _file;
    private JournalWalk _walk;

    /// <summary>Begins at a point of a segment; with <paramref name="hashes"/> at its first record, and checks what segments say of each other.</summary>
    public AzureJournalWalk(AzureSegments segments, AzureSegmentHead head, JournalPoint start, bool hashes = false)
    {
        _segments = segments;
        Head = head;
        Hash = hashes ? IncrementalHash.CreateHash(HashAlgorithmName.SHA256) : null;
        Hash?.AppendData(head.ToBytes());
        _file = new AzureJournalFile(segments.Blob(start.Segment));
        _walk = new JournalWalk(_file, head.Header.Seed, start);
    }

    /// <summary>The segment the walk is in.</summary>
    public AzureSegmentHead Head { get; private set; }

    /// <summary>Hash over what was walked of it.</summary>
    public IncrementalHash? Hash { get; }

    /// <summary>Where the walk stands.</summary>
    public JournalPoint Point => _walk.Point;

    /// <summary>Why the walk stopped before the end of the segment, or null.</summary>
    public string? Flaw => _walk.Flaw;

    /// <summary>The record read last; valid until the next read.</summary>
    public ReadOnlyMemory<byte> Record => _walk.Record;

    /// <summary>Reads one record; false at the head.</summary>
    /// <exception cref="JournalCorruptedException">Something before the head is damaged or missing.</exception>
    public async ValueTask<bool> NextAsync(CancellationToken cancellationToken)
    {
        while (!await _walk.NextAsync(cancellationToken))
        {
            if (await _segments.FindHeadAsync(Point.Segment + 1, cancellationToken) is not { } next)
                return false;
            // It may have grown before it was ended, after the look that found nothing.
            if (Point.Offset < next.PreviousLength && await _walk.NextAsync(cancellationToken))
                break;
            GoOn(next, Point.Segment + 1);
        }
        Hash?.AppendData(_walk.Raw.Span);
        return true;
    }

    /// <summary>Whether something stands behind the flaw that was appended after the broken record had been durable.</summary>
    public ValueTask<bool> FindLaterAppendAsync(CancellationToken cancellationToken) => _walk.FindLaterAppendAsync(cancellationToken);

    public void Dispose()
    {
        _walk.Dispose();
        _file.Dispose();
        Hash?.Dispose();
    }

    /// <summary>Goes on with the next segment, which says where this one ends.</summary>
    private void GoOn(AzureSegmentHead next, long number)
    {
        if (Point.Offset < next.PreviousLength)
            throw _segments.Corrupted(Point.Segment, Point.Offset, _walk.Flaw ?? "acknowledged records are missing");
        if (Point.Offset > next.PreviousLength || next.Header.First != Point.Position || next.Header.Chain != Point.Chain || next.Header.Journal != Head.Header.Journal)
            throw _segments.Corrupted(number, 0, "the segment does not continue the one before it");
        if (Hash is { } hash && !hash.GetHashAndReset().AsSpan().SequenceEqual(next.PreviousHash))
            throw _segments.Corrupted(number, 0, "the segment before it does not match the hash given here");
        Hash?.AppendData(next.ToBytes());
        _walk.Dispose();
        _file.Dispose();
        _file = new AzureJournalFile(_segments.Blob(number));
        _walk = new JournalWalk(_file, next.Header.Seed, next.Start(number));
        Head = next;
    }
}
