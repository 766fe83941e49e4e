using System.Buffers;

namespace Walrus.Storage.Slivers;

/// <summary>A buffer from the shared pool that shows exactly the bytes asked for, behind room for what stands before them.</summary>
internal sealed class PooledBytes(int before, int length) : IMemoryOwner<byte>
{
    private byte[]? _array = ArrayPool<byte>.Shared.Rent(before + length);

    /// <summary>With nothing before them.</summary>
    public PooledBytes(int length) : this(0, length) { }

    public Memory<byte> Memory => Whole[before..];

    /// <summary>What stands before them, and they.</summary>
    public Memory<byte> Whole
    {
        get
        {
            ObjectDisposedException.ThrowIf(_array is null, this);
            return _array.AsMemory(0, before + length);
        }
    }

    public void Dispose()
    {
        if (Interlocked.Exchange(ref _array, null) is { } array)
            ArrayPool<byte>.Shared.Return(array);
    }
}
