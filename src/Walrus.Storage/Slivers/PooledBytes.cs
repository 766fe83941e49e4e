using System.Buffers;

namespace Walrus.Storage.Slivers;

/// <summary>A buffer from the shared pool that shows exactly the bytes asked for.</summary>
internal sealed class PooledBytes(int length) : IMemoryOwner<byte>
{
    private byte[]? _array = ArrayPool<byte>.Shared.Rent(length);

    public Memory<byte> Memory
    {
        get
        {
            ObjectDisposedException.ThrowIf(_array is null, this);
            return _array.AsMemory(0, length);
        }
    }

    public void Dispose()
    {
        if (Interlocked.Exchange(ref _array, null) is { } array)
            ArrayPool<byte>.Shared.Return(array);
    }
}
