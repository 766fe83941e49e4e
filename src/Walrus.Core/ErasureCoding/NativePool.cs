using System.Collections.Concurrent;
using System.Numerics;
using System.Runtime.InteropServices;

namespace Walrus.Core.ErasureCoding;

/// <summary>
/// Keeps native memory for the next operation, because touching fresh pages costs more than encoding into them. Memory comes back
/// with what its last user left in it.
/// </summary>
internal static unsafe partial class NativePool
{
    /// <summary>Blocks start at a multiple of this many bytes: a cache line and the widest vector.</summary>
    public const int Alignment = 64;

    /// <summary>Most bytes kept while nobody uses them.</summary>
    public const long MaxIdle = 384L << 20;

    private const nuint HugePage = 2 << 20;
    private const int AdviseHugePages = 14;

    private static readonly ConcurrentDictionary<nuint, ConcurrentBag<nint>> Idle = new();
    private static long _idleBytes;

    /// <summary>At least <paramref name="size"/> bytes, to be given back by disposing.</summary>
    public static NativeMemoryBlock Rent(long size)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(size);
        nuint capacity = CapacityFor((nuint)size);
        if (!Idle.TryGetValue(capacity, out ConcurrentBag<nint>? blocks) || !blocks.TryTake(out nint address))
            return new NativeMemoryBlock(Allocate(capacity), capacity);
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
        nuint step = Math.Max(BitOperations.RoundUpToPowerOf2(size) >> 4, Alignment);
        return (size + step - 1) / step * step;
    }

    private static byte* Allocate(nuint capacity)
    {
        if (!OperatingSystem.IsLinux() || capacity < 2 * HugePage)
            return (byte*)NativeMemory.AlignedAlloc(capacity, Alignment);
        byte* address = (byte*)NativeMemory.AlignedAlloc(capacity, HugePage);
        // Only advice: without it, the memory comes in small pages, which is slower and no error.
        _ = Advise(address, capacity / HugePage * HugePage, AdviseHugePages);
        return address;
    }

    [LibraryImport("libc", EntryPoint = "madvise")]
    private static partial int Advise(byte* address, nuint length, int advice);
}
