using System.Numerics;
using System.Runtime.InteropServices;

namespace Walrus.Client.Buffers;

/// <summary>
/// Keeps some blocks for the next user, because touching fresh pages costs more than filling them. Blocks are made of large pages
/// where the system has them: a fault for every 4 KiB of an upload's slivers can take longer than to encode and send them.
/// </summary>
internal static unsafe partial class NativeBlockPool
{
    private const int Alignment = 64;
    private const int HugePage = 2 << 20;
    private const int AdviseHugePages = 14;

    // The slivers of four blobs of 20 MB, on a machine that has the memory.
    private static readonly long MaxIdle = Math.Min(384L << 20, GC.GetGCMemoryInfo().TotalAvailableMemoryBytes / 16);

    private static readonly Lock Gate = new();
    private static readonly Dictionary<long, Stack<nint>> Idle = [];
    private static long _idleBytes;

    /// <summary>Eight sizes per power of two, so that blobs of similar length share blocks.</summary>
    public static long CapacityFor(long length)
    {
        long step = Math.Max((long)BitOperations.RoundUpToPowerOf2((ulong)Math.Max(length, 1)) >> 4, 4096);
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

        return Allocate(capacity);
    }

    public static void Give(nint address, long capacity)
    {
        lock (Gate)
        {
            if (capacity <= MaxIdle)
                MakeRoom(capacity);
            if (_idleBytes + capacity <= MaxIdle)
            {
                _idleBytes += capacity;
                if (!Idle.TryGetValue(capacity, out Stack<nint>? blocks))
                    Idle[capacity] = blocks = new Stack<nint>();
                blocks.Push(address);
                return;
            }
        }

        Free(address);
    }

    /// <summary>Blocks of other sizes go first: what has just been used is what is used next.</summary>
    private static void MakeRoom(long capacity)
    {
        foreach ((long size, Stack<nint> blocks) in Idle)
        {
            while (size != capacity && _idleBytes + capacity > MaxIdle && blocks.TryPop(out nint address))
            {
                _idleBytes -= size;
                Free(address);
            }
        }
    }

    private static void Free(nint address) => NativeMemory.AlignedFree((void*)address);

    private static nint Allocate(long capacity)
    {
        bool isLarge = OperatingSystem.IsLinux() && capacity >= 2 * HugePage;
        void* address = NativeMemory.AlignedAlloc((nuint)capacity, (nuint)(isLarge ? HugePage : Alignment));
        // Only advice: without it, the memory comes in small pages, which is slower and no error.
        if (isLarge)
            _ = Advise(address, (nuint)(capacity / HugePage * HugePage), AdviseHugePages);
        return (nint)address;
    }

    [LibraryImport("libc", EntryPoint = "madvise")]
    private static partial int Advise(void* address, nuint length, int advice);
}
