using System.Buffers.Binary;
using System.Runtime.CompilerServices;
using Walrus.Storage.Devices;

namespace Walrus.Storage.Snapshots;

/// <summary>
/// Snapshots as files in a folder. One is written under a temporary name, synced, and renamed, so that a file with the name of a
/// snapshot is one, unless the disk damaged it. One process writes at a time.
/// </summary>
public sealed class LocalLedgerSnapshots : ILedgerSnapshots
{
    private readonly IStorageDevice _device;

    /// <summary>Snapshots in this folder, which is created when it does not exist.</summary>
    public LocalLedgerSnapshots(string folder) : this(new LocalDevice(folder)) { }

    /// <summary>Snapshots on this device.</summary>
    public LocalLedgerSnapshots(IStorageDevice device) => _device = device;

    /// <inheritdoc/>
    public ValueTask<IReadOnlyList<long>> ListAsync(CancellationToken cancellationToken = default)
    {
        List<long> positions = [];
        foreach (string name in _device.List())
        {
            if (SnapshotFile.TryParseName(name, out long position))
                positions.Add(position);
        }

        positions.Sort(static (left, right) => right.CompareTo(left));
        return ValueTask.FromResult<IReadOnlyList<long>>(positions);
    }

    /// <inheritdoc/>
    public async ValueTask<long> WriteAsync(
        long position, IEnumerable<ReadOnlyMemory<byte>> frames, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(frames);
        ArgumentOutOfRangeException.ThrowIfNegative(position);
        _device.Delete(SnapshotFile.TemporaryName);
        long length;
        using (IStorageFile file = _device.Create(SnapshotFile.TemporaryName))
        {
            length = await WriteFramesAsync(file, frames, cancellationToken);
            await file.SyncAsync();
        }

        _device.Rename(SnapshotFile.TemporaryName, SnapshotFile.Name(position));
        _device.SyncNames();
        foreach (long old in (await ListAsync(cancellationToken)).Skip(ILedgerSnapshots.Kept))
            _device.Delete(SnapshotFile.Name(old));
        return length;
    }

    /// <inheritdoc/>
    public async IAsyncEnumerable<ReadOnlyMemory<byte>> ReadAsync(
        long position, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        using IStorageFile file = _device.Open(SnapshotFile.Name(position), FileAccess.Read);
        byte[] magic = await ReadAsync(file, 0, SnapshotFile.Magic.Length, cancellationToken);
        if (!magic.AsSpan(0, magic.Length - 1).SequenceEqual(SnapshotFile.Magic[..^1]))
            throw Damaged(file, "it does not begin as a snapshot does");
        if (!magic.AsSpan().SequenceEqual(SnapshotFile.Magic))
            throw new StorageFormatException($"{PathOf(file)} is of format version {(char)magic[^1]}; this program reads version {(char)SnapshotFile.Magic[^1]}.");
        long offset = magic.Length;
        for (long number = 0; ; number++)
        {
            byte[] header = await ReadAsync(file, offset, SnapshotFile.FrameHeaderSize, cancellationToken);
            offset += header.Length;
            uint length = BinaryPrimitives.ReadUInt32LittleEndian(header);
            bool isEnd = length == SnapshotFile.EndLength;
            byte[] frame = await ReadAsync(file, offset, isEnd ? sizeof(ulong) : length, cancellationToken);
            offset += frame.Length;
            if (BinaryPrimitives.ReadUInt32LittleEndian(header.AsSpan(4)) != Checksum.Of(frame, (uint)number))
                throw Damaged(file, $"frame {number} does not have its checksum");
            if (!isEnd)
            {
                yield return frame;
                continue;
            }

            if (BinaryPrimitives.ReadInt64LittleEndian(frame) != number || file.Length != offset)
                throw Damaged(file, "frames are missing, or bytes follow its end");
            yield break;
        }
    }

    private static async ValueTask<long> WriteFramesAsync(
        IStorageFile file, IEnumerable<ReadOnlyMemory<byte>> frames, CancellationToken cancellationToken)
    {
        await file.WriteAsync(0, [SnapshotFile.Magic.ToArray()]);
        long offset = SnapshotFile.Magic.Length;
        long number = 0;
        foreach (ReadOnlyMemory<byte> frame in frames)
        {
            cancellationToken.ThrowIfCancellationRequested();
            await file.WriteAsync(offset, [SnapshotFile.Header((uint)frame.Length, frame.Span, number), frame]);
            offset += SnapshotFile.FrameHeaderSize + frame.Length;
            number++;
        }

        byte[] count = new byte[sizeof(ulong)];
        BinaryPrimitives.WriteInt64LittleEndian(count, number);
        await file.WriteAsync(offset, [SnapshotFile.Header(SnapshotFile.EndLength, count, number), count]);
        return offset + SnapshotFile.FrameHeaderSize + count.Length;
    }

    // Nothing is allocated for a length that the file does not have.
    private async ValueTask<byte[]> ReadAsync(IStorageFile file, long offset, long length, CancellationToken cancellationToken)
    {
        if (length > file.Length - offset || length > Array.MaxLength)
            throw Damaged(file, $"it ends at byte {file.Length}, where {length} bytes from byte {offset} on are wanted");
        byte[] bytes = new byte[length];
        if (await file.ReadAsync(offset, bytes, cancellationToken) != bytes.Length)
            throw Damaged(file, "it became shorter while it was read");
        return bytes;
    }

    private SnapshotDamagedException Damaged(IStorageFile file, string what) => new(PathOf(file), what);

    private string PathOf(IStorageFile file) => Path.Combine(_device.Location, file.Name);
}
