using System.Buffers.Binary;
using Walrus.Core.Identifiers;
using Walrus.Storage.Slivers.Log;

namespace Walrus.Storage.Slivers.Index;

/// <summary>
/// The keys of the index, each a letter and big-endian parts, so that ranges lie together in the order they are asked for.
/// Values are little-endian: <see cref="IndexValues"/>.
/// </summary>
internal static class IndexLayout
{
    /// <summary>Version of the layout. An index of another version is rebuilt from the segments.</summary>
    public const uint Version = 1;

    /// <summary>Longest key in bytes.</summary>
    public const int KeyLengthMax = 1 + Bytes32.Length + sizeof(uint);

    private const byte EntryLetter = (byte)'e', ShardLetter = (byte)'s', BlobLetter = (byte)'b', ExpiryLetter = (byte)'x';
    private const byte SegmentLetter = (byte)'n', GarbageLetter = (byte)'g', StateLetter = (byte)'v';

    /// <summary>The key of <see cref="IndexState"/>.</summary>
    public static ReadOnlySpan<byte> State => [StateLetter];

    /// <summary>Prefix of everything that is said of segments.</summary>
    public static ReadOnlySpan<byte> Segments => [SegmentLetter];

    /// <summary>Prefix of everything that can be given back, in the order it was deleted.</summary>
    public static ReadOnlySpan<byte> AllGarbage => [GarbageLetter];

    /// <summary>Prefix of all blobs.</summary>
    public static ReadOnlySpan<byte> Blobs => [BlobLetter];

    /// <summary>Prefix of all entries, in the order of blobs.</summary>
    public static ReadOnlySpan<byte> Entries => [EntryLetter];

    /// <summary>Prefix of the ends of blobs, in the order of epochs.</summary>
    public static ReadOnlySpan<byte> Expiries => [ExpiryLetter];

    /// <summary>Where an entry is: blob, slot.</summary>
    public static ReadOnlySpan<byte> Entry(EntryKey key, Span<byte> space) => Write(space, EntryLetter, key.Blob, key.Slot);

    /// <summary>All entries of a blob.</summary>
    public static ReadOnlySpan<byte> EntriesOf(BlobId blob, Span<byte> space) => Write(space, EntryLetter, blob);

    /// <summary>That a shard holds a sliver: slot, blob.</summary>
    public static ReadOnlySpan<byte> InShard(EntryKey key, Span<byte> space) => Write(space, ShardLetter, key.Slot, key.Blob);

    /// <summary>All slivers of one shard and axis.</summary>
    public static ReadOnlySpan<byte> OfSlot(uint slot, Span<byte> space) => Write(space, ShardLetter, slot);

    /// <summary>What is known of a blob.</summary>
    public static ReadOnlySpan<byte> Blob(BlobId blob, Span<byte> space) => Write(space, BlobLetter, blob);

    /// <summary>When a blob ends: epoch, blob.</summary>
    public static ReadOnlySpan<byte> Expiry(Epoch end, BlobId blob, Span<byte> space) => Write(space, ExpiryLetter, end.Value, blob);

    /// <summary>What a segment is used for.</summary>
    public static ReadOnlySpan<byte> Segment(uint number, Span<byte> space) => Write(space, SegmentLetter, number);

    /// <summary>A payload that was deleted by the record at one place and lies at another.</summary>
    public static ReadOnlySpan<byte> Garbage(LogPoint deletion, LogLocation location, Span<byte> space)
    {
        space[0] = GarbageLetter;
        BinaryPrimitives.WriteUInt32BigEndian(space[1..], deletion.Segment);
        BinaryPrimitives.WriteUInt32BigEndian(space[5..], deletion.Offset);
        BinaryPrimitives.WriteUInt32BigEndian(space[9..], location.Segment);
        BinaryPrimitives.WriteUInt32BigEndian(space[13..], location.Offset);
        return space[..17];
    }

    /// <summary>Reads the key of an entry, or of a sliver in a shard.</summary>
    public static EntryKey ReadEntry(ReadOnlySpan<byte> key) => key[0] == EntryLetter
        ? new EntryKey(new BlobId(key.Slice(1, Bytes32.Length)), BinaryPrimitives.ReadUInt32BigEndian(key[(1 + Bytes32.Length)..]))
        : new EntryKey(new BlobId(key.Slice(5, Bytes32.Length)), BinaryPrimitives.ReadUInt32BigEndian(key[1..]));

    /// <summary>Reads the key of a blob.</summary>
    public static BlobId ReadBlob(ReadOnlySpan<byte> key) => new(key.Slice(1, Bytes32.Length));

    /// <summary>Reads when which blob ends.</summary>
    public static (Epoch End, BlobId Blob) ReadExpiry(ReadOnlySpan<byte> key) =>
        (new Epoch(BinaryPrimitives.ReadUInt32BigEndian(key[1..])), new BlobId(key.Slice(5, Bytes32.Length)));

    /// <summary>Reads the number of a segment.</summary>
    public static uint ReadSegment(ReadOnlySpan<byte> key) => BinaryPrimitives.ReadUInt32BigEndian(key[1..]);

    /// <summary>Reads what was deleted where; the length stands in the value.</summary>
    public static (LogPoint Deletion, uint Segment, uint Offset) ReadGarbage(ReadOnlySpan<byte> key) =>
        (new LogPoint(BinaryPrimitives.ReadUInt32BigEndian(key[1..]), BinaryPrimitives.ReadUInt32BigEndian(key[5..])),
            BinaryPrimitives.ReadUInt32BigEndian(key[9..]), BinaryPrimitives.ReadUInt32BigEndian(key[13..]));

    private static ReadOnlySpan<byte> Write(Span<byte> space, byte letter, BlobId blob)
    {
        space[0] = letter;
        blob.Bytes.CopyTo(space[1..]);
        return space[..(1 + Bytes32.Length)];
    }

    private static ReadOnlySpan<byte> Write(Span<byte> space, byte letter, BlobId blob, uint number)
    {
        Write(space, letter, blob);
        BinaryPrimitives.WriteUInt32BigEndian(space[(1 + Bytes32.Length)..], number);
        return space[..KeyLengthMax];
    }

    private static ReadOnlySpan<byte> Write(Span<byte> space, byte letter, uint number)
    {
        space[0] = letter;
        BinaryPrimitives.WriteUInt32BigEndian(space[1..], number);
        return space[..5];
    }

    private static ReadOnlySpan<byte> Write(Span<byte> space, byte letter, uint number, BlobId blob)
    {
        Write(space, letter, number);
        blob.Bytes.CopyTo(space[5..]);
        return space[..KeyLengthMax];
    }
}
