using System.Buffers.Binary;

namespace Walrus.Storage.Journals;

/// <summary>Holds rows against their checksums, each of which covers all records up to it, so that a missing, moved or foreign row shows.</summary>
internal sealed class PostgresChain(string location, long from)
{
    private long _next = Math.Max(from - 1, 0);
    private bool _isKnown = from == 0;

    /// <summary>The checksum over all records so far.</summary>
    public uint Value { get; private set; }

    /// <summary>The checksum over all records up to and including this one.</summary>
    public static uint Continue(uint chain, long position, ReadOnlySpan<byte> bytes)
    {
        Span<byte> place = stackalloc byte[sizeof(long)];
        BinaryPrimitives.WriteInt64LittleEndian(place, position);
        return Checksum.Of(bytes, Checksum.Of(place, chain));
    }

    /// <summary>Takes the next row; the one before the first that was asked for only tells its checksum.</summary>
    /// <exception cref="JournalCorruptedException">It is not the row that follows, or is damaged.</exception>
    public JournalRecord? Accept(long position, uint chain, byte[] bytes)
    {
        if (position != _next)
            throw Damaged(_next, $"record {_next} is missing");
        if (_isKnown && chain != Continue(Value, position, bytes))
            throw Damaged(position, $"record {position} does not match its checksum, or does not follow the record before it");
        (Value, _isKnown, _next) = (chain, true, position + 1);
        return position < from ? null : new JournalRecord(position, bytes);
    }

    /// <summary>Says that there are no more rows.</summary>
    /// <exception cref="JournalCorruptedException">There should be.</exception>
    public void RequireEnd(long head)
    {
        if (_next < head)
            throw Damaged(_next, $"record {_next} is missing");
    }

    private JournalCorruptedException Damaged(long position, string what) => new($"{location}, table record", position, what);
}
