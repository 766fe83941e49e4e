using System.Security.Cryptography;

namespace Walrus.Storage.Journals;

/// <summary>Where the writer of a journal in Azure appends.</summary>
internal sealed class AzureTail(long number, AzureSegmentHead head, JournalPoint end, int blocks, IncrementalHash hash) : IDisposable
{
    /// <summary>Number of the last segment.</summary>
    public long Number { get; } = number;

    /// <summary>Behind its last record.</summary>
    public JournalPoint End { get; private set; } = end;

    /// <summary>Blocks it has.</summary>
    public int Blocks { get; private set; } = blocks;

    /// <summary>The records as bytes, and the point behind them.</summary>
    public (byte[] Bytes, JournalPoint End) Lay(IReadOnlyList<ReadOnlyMemory<byte>> records)
    {
        byte[] bytes = new byte[checked(records.Sum(record => JournalRecordHeader.Size + record.Length))];
        Span<byte> rest = bytes;
        JournalPoint point = End;
        foreach (ReadOnlyMemory<byte> record in records)
        {
            JournalRecordHeader header = JournalRecordHeader.Next(point.Chain, point.Position, End.Position, record.Span);
            header.Write(rest, head.Header.Seed);
            record.Span.CopyTo(rest[JournalRecordHeader.Size..]);
            rest = rest[(JournalRecordHeader.Size + record.Length)..];
            point = point.After(header);
        }
        return (bytes, point);
    }

    /// <summary>Notes what was appended.</summary>
    public void Advance(ReadOnlySpan<byte> bytes, JournalPoint end, int blocks)
    {
        hash.AppendData(bytes);
        End = end;
        Blocks += blocks;
    }

    /// <summary>Seals this segment and begins the next, which names this one's length and hash.</summary>
    /// <returns>Null when another writer was faster.</returns>
    public async Task<AzureTail?> RollAsync(AzureSegments segments)
    {
        if (!await segments.AppendAsync(Number, End.Offset, AzureSegmentHead.Seal, CancellationToken.None))
            return null;
        return await BeginNextAsync(segments);
    }

    /// <summary>Begins the segment after this one, which must be sealed.</summary>
    /// <returns>Null when another writer was faster.</returns>
    public async Task<AzureTail?> BeginNextAsync(AzureSegments segments)
    {
        var header = head.Header.Next(End);
        var next = new AzureSegmentHead(header, End.Offset, hash.GetCurrentHash());
        return await BeginAsync(segments, Number + 1, next);
    }

    /// <summary>Begins a segment.</summary>
    /// <returns>Null when another writer was faster.</returns>
    public static async Task<AzureTail?> BeginAsync(AzureSegments segments, long number, AzureSegmentHead head)
    {
        if (!await segments.CreateAsync(number, head))
            return null;
        var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(head.ToBytes());
        return new AzureTail(number, head, head.Start(number), blocks: 1, hash);
    }

    public void Dispose() => hash.Dispose();
}
