using System.Numerics;
using System.Runtime.InteropServices;

namespace Walrus.Client.Buffers;

/// <summary>
/// Keeps some blocks for the next user, because touching fresh pages costs more than filling them. Blocks are made of large pages
/// where the system has them: a fault for every 4 KiB of an upload's slivers can take longer than to encode and send them. What nobody
/// has used for half a minute goes back to the system.
/// </summary>
/// <param name="mostIdle">Bytes kept at most.</param>
/// <param name="time">The clock of the half minute.</param>
internal sealed unsafe partial class NativeBlockPool(long mostIdle, TimeProvider time)
{
    /// <summary>How long a block waits for its next user.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private const int Alignment = 64;
    private const int HugePage = 2 << 20;
    private const int AdviseHugePages = 14;

    private readonly Lock _gate = new();
    private readonly Dictionary<long, List<IdleBlock>> _idle = [];
    private ITimer? _sweep;

    /// <summary>The one of the process: the slivers of ten blobs of 20 MB, on a machine that has the memory.</summary>
    public static NativeBlockPool Shared { get; } = new(Math.Min(1L << 30, GC.GetGCMemoryInfo().TotalAvailableMemoryBytes / 16), TimeProvider.System);

    /// <summary>Bytes that wait for a user.</summary>
    public long IdleBytes { get; private set; }

    /// <summary>Eight sizes per power of two, so that blobs of similar length share blocks.</summary>
    public static long CapacityFor(long length)
    {
        long step = Math.Max((long)BitOperations.RoundUpToPowerOf2((ulong)Math.Max(length, 1)) >> 4, 4096);
        return Math.Max((length + step - 1) / step * step, step);
    }

    /// <summary>A block of this capacity, with whatever was in it.</summary>
    public nint Take(long capacity)
    {
        lock (_gate)
        {
            if (_idle.TryGetValue(capacity, out List<IdleBlock>? blocks) && blocks.Count > 0)
                return Remove(blocks, blocks.Count - 1, capacity);
        }

        return Allocate(capacity);
    }

    /// <summary>Takes a block back.</summary>
    public void Give(nint address, long capacity)
    {
        lock (_gate)
        {
            if (capacity <= mostIdle)
                MakeRoom(capacity);
            if (IdleBytes + capacity <= mostIdle)
            {
                Keep(address, capacity);
                return;
            }
        }

        Free(address);
    }

    private void Keep(nint address, long capacity)
    {
        IdleBytes += capacity;
        if (!_idle.TryGetValue(capacity, out List<IdleBlock>? blocks))
            _idle[capacity] = blocks = [];
        blocks.Add(new IdleBlock(address, time.GetTimestamp()));
        _sweep ??= time.CreateTimer(static pool => ((NativeBlockPool)pool!).Sweep(), this, Patience, Timeout.InfiniteTimeSpan);
    }

    /// <summary>Blocks of other sizes go first: what has just been used is what is used next.</summary>
    private void MakeRoom(long capacity)
    {
        foreach ((long size, List<IdleBlock> blocks) in _idle)
        {
            while (size != capacity && IdleBytes + capacity > mostIdle && blocks.Count > 0)
                Free(Remove(blocks, blocks.Count - 1, size));
        }
    }

    private void Sweep()
    {
        lock (_gate)
        {
            foreach ((long size, List<IdleBlock> blocks) in _idle)
            {
                // The last is taken first, so that the first has waited longest.
                while (blocks.Count > 0 && time.GetElapsedTime(blocks[0].Since) >= Patience)
                    Free(Remove(blocks, 0, size));
            }

            if (IdleBytes > 0)
            {
                _sweep?.Change(Patience, Timeout.InfiniteTimeSpan);
                return;
            }

            _sweep?.Dispose();
            _sweep = null;
        }
    }

    private nint Remove(List<IdleBlock> blocks, int index, long capacity)
    {
        nint address = blocks[index].Address;
        blocks.RemoveAt(index);
        IdleBytes -= capacity;
        return address;
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

    private readonly record struct IdleBlock(nint Address, long Since);
}
