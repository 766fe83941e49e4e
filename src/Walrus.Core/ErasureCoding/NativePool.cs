using System.Collections.Concurrent;
using System.Runtime.InteropServices;

namespace Walrus.Core.ErasureCoding;

/// <summary>
/// Keeps native memory for the next operation, because touching fresh pages costs more than encoding into them. Memory comes back
/// with what its last user left in it.
/// </summary>
internal static unsafe class NativePool
{
    /// <summary>Blocks start at a multiple of this many bytes: a cache line and the widest vector.</summary>
    public const int Alignment = 64;

    /// <summary>Most bytes kept while nobody uses them.</summary>
    public const long MaxIdle = 256L << 20;

    private static readonly ConcurrentDictionary<nuint, ConcurrentBag<nint>> Idle = new();
    private static long _idleBytes;

    /// <summary>At least <paramref name="size"/> bytes, to be given back by disposing.</summary>
    public static NativeMemoryBlock Rent(long size)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(size);
        nuint capacity = CapacityFor((nuint)size);
        if (!Idle.TryGetValue(capacity, out ConcurrentBag<nint>? blocks) || !blocks.TryTake(out nint address))
            return new NativeMemoryBlock((byte*)NativeMemory.AlignedAlloc(capacity, Alignment), capacity);
        Interlocked.Add(ref _idleBytes, -(long)capacity);
        return new NativeMemoryBlock((byte*)address, capacity);
    }

    internal static void Return(byte* address, nuint capacity)
    {
        if (Interlocked.Add(ref _idleBytes, (long)capacity) <= MaxIdle)
        {
            Idle.GetOrAdd(capacity, static _ => []).Add((nint)address);
            return;
        }

        Interlocked.Add(ref _idleBytes, -(long)capacity);
        NativeMemory.AlignedFree(address);
    }

    // Eight classes per power of two, so that at most an eighth is wasted and sizes that differ little share blocks.
    private static nuint CapacityFor(nuint size)
    {
        size = Math.Max(size, 4096);
        nuint step = Math.Max(System.Numerics.BitOperations.RoundUpToPowerOf2(size) >> 4, 64);
        return (size + step - 1) / step * step;
    }
}

/// <summary>A rented stretch of native memory.</summary>
internal sealed unsafe class NativeMemoryBlock(byte* address, nuint capacity) : IDisposable
{
    private byte* _address = address;

    /// <summary>First byte, at a multiple of <see cref="NativePool.Alignment"/>.</summary>
    public byte* Address => _address != null ? _address : throw new ObjectDisposedException(nameof(NativeMemoryBlock));

    /// <summary>Bytes that may be used.</summary>
    public long Capacity => (long)capacity;

    /// <inheritdoc/>
    public void Dispose()
    {
        byte* address = _address;
        _address = null;
        if (address != null)
            NativePool.Return(address, capacity);
    }
}
