using System.Buffers.Binary;
using Walrus.Storage.Devices;

namespace Walrus.Storage.Journals;

/// <summary>
/// The file that says up to where the journal is durable. Written after the sync of every append and not synced itself: it may lag
/// behind after a power cut, but never runs ahead. It tells damage from a torn tail, and tells readers in other processes how
/// far they may read. Two slots in turn, so that a torn write loses only the newer one.
/// </summary>
internal sealed class JournalHeadFile(IStorageDevice device) : IDisposable
{
    /// <summary>The file's name.</summary>
    public const string FileName = "head";

    private const int SlotLength = 48;
    private const int SlotDistance = 4096;
    private static ReadOnlySpan<byte> Magic => "WALHEAD1"u8;

    private readonly byte[] _slot = new byte[SlotLength];
    private IStorageFile? _file;
    private long _turn;

    /// <summary>The newest durable point on file, or null when there is none that holds.</summary>
    public async ValueTask<JournalPoint?> ReadAsync(CancellationToken cancellationToken)
    {
        if (!device.List().Contains(FileName))
            return null;
        using IStorageFile file = device.Open(FileName, FileAccess.Read);
        (long Turn, JournalPoint Point)? first = await ReadSlotAsync(file, 0, cancellationToken);
        (long Turn, JournalPoint Point)? second = await ReadSlotAsync(file, SlotDistance, cancellationToken);
        (long Turn, JournalPoint Point)? newest = first is null || second?.Turn > first.Value.Turn ? second : first;
        _turn = Math.Max(_turn, newest?.Turn ?? 0);
        return newest?.Point;
    }

    /// <summary>Says that everything before this point is durable. The writer alone calls it.</summary>
    public ValueTask WriteAsync(JournalPoint point)
    {
        _file ??= OpenOrCreate();
        _turn++;
        Magic.CopyTo(_slot);
        BinaryPrimitives.WriteInt64LittleEndian(_slot.AsSpan(8), _turn);
        BinaryPrimitives.WriteInt64LittleEndian(_slot.AsSpan(16), point.Position);
        BinaryPrimitives.WriteInt64LittleEndian(_slot.AsSpan(24), point.Segment);
        BinaryPrimitives.WriteInt64LittleEndian(_slot.AsSpan(32), point.Offset);
        BinaryPrimitives.WriteUInt32LittleEndian(_slot.AsSpan(40), point.Chain);
        BinaryPrimitives.WriteUInt32LittleEndian(_slot.AsSpan(44), Checksum.Of(_slot.AsSpan(0, 44)));
        return _file.WriteAsync(_turn % 2 * SlotDistance, [_slot]);
    }

    /// <summary>Makes what was said durable as well.</summary>
    public ValueTask SyncAsync() => _file?.SyncAsync() ?? ValueTask.CompletedTask;

    public void Dispose()
    {
        _file?.Dispose();
        _file = null;
    }

    private IStorageFile OpenOrCreate()
    {
        if (device.List().Contains(FileName))
            return device.Open(FileName, FileAccess.ReadWrite);
        IStorageFile file = device.Create(FileName);
        device.SyncNames();
        return file;
    }

    private static async ValueTask<(long Turn, JournalPoint Point)?> ReadSlotAsync(
        IStorageFile file, long offset, CancellationToken cancellationToken)
    {
        byte[] slot = new byte[SlotLength];
        int read = await file.ReadAsync(offset, slot, cancellationToken);
        if (read < SlotLength || !slot.AsSpan().StartsWith(Magic))
            return null;
        if (BinaryPrimitives.ReadUInt32LittleEndian(slot.AsSpan(44)) != Checksum.Of(slot.AsSpan(0, 44)))
            return null;
        var point = new JournalPoint(
            Segment: BinaryPrimitives.ReadInt64LittleEndian(slot.AsSpan(24)),
            Offset: BinaryPrimitives.ReadInt64LittleEndian(slot.AsSpan(32)),
            Position: BinaryPrimitives.ReadInt64LittleEndian(slot.AsSpan(16)),
            Chain: BinaryPrimitives.ReadUInt32LittleEndian(slot.AsSpan(40)));
        return (BinaryPrimitives.ReadInt64LittleEndian(slot.AsSpan(8)), point);
    }
}
