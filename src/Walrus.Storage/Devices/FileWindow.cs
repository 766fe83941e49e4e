using System.Buffers;

namespace Walrus.Storage.Devices;

/// <summary>Reads a file front to back through a pooled buffer, so that walking many small records costs few system calls.</summary>
internal sealed class FileWindow(IStorageFile file) : IDisposable
{
    private const int BytesAhead = 64 << 10;
    private const int BytesAfterJump = 4 << 10;

    private byte[] _buffer = ArrayPool<byte>.Shared.Rent(BytesAhead);
    private long _start;
    private int _count;

    /// <summary>The bytes at <paramref name="offset"/>, fewer than <paramref name="length"/> at the end of the file; valid until the next call.</summary>
    public async ValueTask<ReadOnlyMemory<byte>> ReadAsync(long offset, int length, CancellationToken cancellationToken)
    {
        if (offset < _start || offset + length > _start + _count)
            await FillAsync(offset, length, cancellationToken);
        int begin = (int)(offset - _start);
        return _buffer.AsMemory(begin, Math.Min(length, _count - begin));
    }

    public void Dispose()
    {
        ArrayPool<byte>.Shared.Return(_buffer);
        _buffer = [];
    }

    private async ValueTask FillAsync(long offset, int length, CancellationToken cancellationToken)
    {
        if (_buffer.Length < length)
        {
            ArrayPool<byte>.Shared.Return(_buffer);
            _buffer = ArrayPool<byte>.Shared.Rent(length);
        }
        // Who goes on where the window ends will go on; who jumps over a payload needs little of what follows.
        int bytes = Math.Max(length, offset <= _start + _count ? BytesAhead : BytesAfterJump);
        _count = 0;
        _start = offset;
        _count = await file.ReadAsync(offset, _buffer.AsMemory(0, bytes), cancellationToken);
    }
}
