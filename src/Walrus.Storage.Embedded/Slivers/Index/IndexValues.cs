using System.Buffers.Binary;
using Walrus.Core.Identifiers;
using Walrus.Storage.Slivers.Log;

namespace Walrus.Storage.Slivers.Index;

/// <summary>What is known of a blob.</summary>
/// <param name="Entries">Entries held of it.</param>
/// <param name="End">Epoch at whose start it ends; 0 when it has no end.</param>
/// <param name="EndRecord">The record that says so.</param>
internal readonly record struct IndexedBlob(int Entries, Epoch End, LogPoint EndRecord)
{
    /// <summary>Whether it has an end.</summary>
    public bool HasEnd => End.Value > 0;
}

/// <summary>What a segment is used for.</summary>
/// <param name="Live">Records in it that still count.</param>
/// <param name="LiveBytes">Their bytes, headers included.</param>
/// <param name="PunchedBytes">Bytes of payload that were given back to the file system.</param>
/// <param name="PendingGarbage">Deleted payloads that may not be given back yet, because their deletion is not durable.</param>
/// <param name="HasDeletes">Whether records in it delete something; they must outlive what they delete.</param>
internal readonly record struct SegmentUse(int Live, long LiveBytes, long PunchedBytes, int PendingGarbage, bool HasDeletes);

/// <summary>To which state of the log the index belongs, and what it counts.</summary>
/// <param name="StoreId">The store.</param>
/// <param name="Applied">Every record before this point is in the index, and none behind it.</param>
/// <param name="Durable">Up to where the log was known to be durable then.</param>
/// <param name="Blobs">Blobs of which something is held.</param>
/// <param name="Slivers">Slivers held.</param>
/// <param name="LiveBytes">Bytes of payload held.</param>
internal sealed record IndexState(Guid StoreId, LogPoint Applied, LogPoint Durable, long Blobs, long Slivers, long LiveBytes);

/// <summary>The values of the index as bytes.</summary>
internal static class IndexValues
{
    public const int LocationLength = 12, BlobLength = 16, UseLength = 25, StateLength = 60, GarbageLength = 4;

    public static void Write(LogLocation location, Span<byte> bytes)
    {
        BinaryPrimitives.WriteUInt32LittleEndian(bytes, location.Segment);
        BinaryPrimitives.WriteUInt32LittleEndian(bytes[4..], location.Offset);
        BinaryPrimitives.WriteInt32LittleEndian(bytes[8..], location.Length);
    }

    public static LogLocation ReadLocation(ReadOnlySpan<byte> bytes) => new(
        BinaryPrimitives.ReadUInt32LittleEndian(bytes),
        BinaryPrimitives.ReadUInt32LittleEndian(bytes[4..]),
        BinaryPrimitives.ReadInt32LittleEndian(bytes[8..]));

    public static void Write(IndexedBlob blob, Span<byte> bytes)
    {
        BinaryPrimitives.WriteInt32LittleEndian(bytes, blob.Entries);
        BinaryPrimitives.WriteUInt32LittleEndian(bytes[4..], blob.End.Value);
        Write(blob.EndRecord, bytes[8..]);
    }

    public static IndexedBlob ReadBlob(ReadOnlySpan<byte> bytes) => new(
        BinaryPrimitives.ReadInt32LittleEndian(bytes), new Epoch(BinaryPrimitives.ReadUInt32LittleEndian(bytes[4..])), ReadPoint(bytes[8..]));

    public static void Write(SegmentUse use, Span<byte> bytes)
    {
        BinaryPrimitives.WriteInt32LittleEndian(bytes, use.Live);
        BinaryPrimitives.WriteInt64LittleEndian(bytes[4..], use.LiveBytes);
        BinaryPrimitives.WriteInt64LittleEndian(bytes[12..], use.PunchedBytes);
        BinaryPrimitives.WriteInt32LittleEndian(bytes[20..], use.PendingGarbage);
        bytes[24] = use.HasDeletes ? (byte)1 : (byte)0;
    }

    public static SegmentUse ReadUse(ReadOnlySpan<byte> bytes) => new(
        BinaryPrimitives.ReadInt32LittleEndian(bytes),
        BinaryPrimitives.ReadInt64LittleEndian(bytes[4..]),
        BinaryPrimitives.ReadInt64LittleEndian(bytes[12..]),
        BinaryPrimitives.ReadInt32LittleEndian(bytes[20..]),
        bytes[24] != 0);

    public static void Write(IndexState state, Span<byte> bytes)
    {
        BinaryPrimitives.WriteUInt32LittleEndian(bytes, IndexLayout.Version);
        state.StoreId.TryWriteBytes(bytes[4..]);
        Write(state.Applied, bytes[20..]);
        Write(state.Durable, bytes[28..]);
        BinaryPrimitives.WriteInt64LittleEndian(bytes[36..], state.Blobs);
        BinaryPrimitives.WriteInt64LittleEndian(bytes[44..], state.Slivers);
        BinaryPrimitives.WriteInt64LittleEndian(bytes[52..], state.LiveBytes);
    }

    /// <summary>The state, or null when it is of another version of the layout.</summary>
    public static IndexState? ReadState(ReadOnlySpan<byte> bytes) => BinaryPrimitives.ReadUInt32LittleEndian(bytes) != IndexLayout.Version
        ? null
        : new IndexState(
            new Guid(bytes.Slice(4, 16)),
            ReadPoint(bytes[20..]),
            ReadPoint(bytes[28..]),
            BinaryPrimitives.ReadInt64LittleEndian(bytes[36..]),
            BinaryPrimitives.ReadInt64LittleEndian(bytes[44..]),
            BinaryPrimitives.ReadInt64LittleEndian(bytes[52..]));

    private static void Write(LogPoint point, Span<byte> bytes)
    {
        BinaryPrimitives.WriteUInt32LittleEndian(bytes, point.Segment);
        BinaryPrimitives.WriteUInt32LittleEndian(bytes[4..], point.Offset);
    }

    private static LogPoint ReadPoint(ReadOnlySpan<byte> bytes) =>
        new(BinaryPrimitives.ReadUInt32LittleEndian(bytes), BinaryPrimitives.ReadUInt32LittleEndian(bytes[4..]));
}
