using System.Buffers;

namespace Walrus.Client.Buffers;

/// <summary>
/// Bytes in a buffer of the shared pool, with their exact length. Disposing gives the buffer back; the bytes must not
/// be used afterwards.
/// </summary>
public sealed class PooledBytes : IMemoryOwner<byte>
{
    private readonly int _length;
    private byte[]? _array;

    private PooledBytes(byte[] array, int length)
    {
        _array = array;
        _length = length;
    }

    /// <summary>The bytes, of exactly the length asked for.</summary>
    /// <exception cref="ObjectDisposedException">They were given back.</exception>
    public Memory<byte> Memory => new(_array ?? throw new ObjectDisposedException(nameof(PooledBytes)), 0, _length);

    /// <summary>A buffer of <paramref name="length"/> bytes, with whatever was in it.</summary>
    public static PooledBytes Rent(int length) => new(ArrayPool<byte>.Shared.Rent(length), length);

    /// <summary>A pooled copy of <paramref name="bytes"/>.</summary>
    public static PooledBytes Copy(ReadOnlySpan<byte> bytes)
    {
        PooledBytes copy = Rent(bytes.Length);
        bytes.CopyTo(copy.Memory.Span);
        return copy;
    }

    /// <summary>The first <paramref name="length"/> bytes under a new owner; this one is empty-handed afterwards.</summary>
    public PooledBytes Shorten(int length)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan((uint)length, (uint)_length);
        byte[] array = Interlocked.Exchange(ref _array, null) ?? throw new ObjectDisposedException(nameof(PooledBytes));
        return new PooledBytes(array, length);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        if (Interlocked.Exchange(ref _array, null) is { } array)
            ArrayPool<byte>.Shared.Return(array);
    }
}
