using System.Buffers;
using System.Runtime.InteropServices;

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
        return new NativeBlock((byte*)NativeBlockPool.Take(capacity), capacity, length);
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
            NativeBlockPool.Give((nint)address, _capacity);
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

/// <summary>Keeps some blocks for the next user, because touching fresh pages costs more than filling them.</summary>
internal static unsafe class NativeBlockPool
{
    private const long MaxIdle = 128L << 20;
    private const int Alignment = 64;
    private static readonly Lock Gate = new();
    private static readonly Dictionary<long, Stack<nint>> Idle = [];
    private static long _idleBytes;

    /// <summary>Eight sizes per power of two, so that blobs of similar length share blocks.</summary>
    public static long CapacityFor(long length)
    {
        long step = Math.Max((long)System.Numerics.BitOperations.RoundUpToPowerOf2((ulong)Math.Max(length, 1)) >> 4, 4096);
        return Math.Max((length + step - 1) / step * step, step);
    }

    public static nint Take(long capacity)
    {
        lock (Gate)
        {
            if (Idle.TryGetValue(capacity, out Stack<nint>? blocks) && blocks.TryPop(out nint address))
            {
                _idleBytes -= capacity;
                return address;
            }
        }

        return (nint)NativeMemory.AlignedAlloc((nuint)capacity, Alignment);
    }

    public static void Give(nint address, long capacity)
    {
        lock (Gate)
        {
            if (_idleBytes + capacity <= MaxIdle)
            {
                _idleBytes += capacity;
                if (!Idle.TryGetValue(capacity, out Stack<nint>? blocks))
                    Idle[capacity] = blocks = new Stack<nint>();
                blocks.Push(address);
                return;
            }
        }

        NativeMemory.AlignedFree((void*)address);
    }
}
