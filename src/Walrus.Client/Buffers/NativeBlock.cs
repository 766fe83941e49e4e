using System.Buffers;

namespace Walrus.Client.Buffers;

/// <summary>
/// A stretch of memory outside the garbage-collected heap, of any length, with whatever was in it. Whole blobs and
/// their slivers rest in such blocks: they come and go in sizes that would fragment the heap. Disposing gives the block
/// back; no slice may be used afterwards.
/// </summary>
internal sealed unsafe class NativeBlock : IDisposable
{
    private readonly long _capacity;
    private byte* _address;

    private NativeBlock(byte* address, long capacity, long length)
    {
        _address = address;
        _capacity = capacity;
        Length = length;
    }

    /// <summary>Bytes that may be used.</summary>
    public long Length { get; }

    /// <summary>A block of <paramref name="length"/> bytes.</summary>
    public static NativeBlock Rent(long length)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(length);
        long capacity = NativeBlockPool.CapacityFor(length);
        return new NativeBlock((byte*)NativeBlockPool.Shared.Take(capacity), capacity, length);
    }

    /// <summary>Some of the bytes as memory.</summary>
    public Memory<byte> Slice(long offset, int length) => new View(Address(offset, length), length).Memory;

    /// <summary>Some of the bytes.</summary>
    public Span<byte> Span(long offset, int length) => new(Address(offset, length), length);

    /// <inheritdoc/>
    public void Dispose()
    {
        byte* address = _address;
        _address = null;
        if (address != null)
            NativeBlockPool.Shared.Give((nint)address, _capacity);
    }

    private byte* Address(long offset, int length)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(offset);
        ArgumentOutOfRangeException.ThrowIfNegative(length);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(offset, Length - length);
        return _address != null ? _address + offset : throw new ObjectDisposedException(nameof(NativeBlock));
    }

    private sealed class View(byte* address, int length) : MemoryManager<byte>
    {
        public override Span<byte> GetSpan() => new(address, length);

        public override MemoryHandle Pin(int elementIndex = 0) => new(address + elementIndex);

        public override void Unpin() { }

        protected override void Dispose(bool disposing) { }
    }
}
