using System.Buffers;
using System.Collections.Concurrent;
using Microsoft.AspNetCore.Connections;

namespace Walrus.Hosting.Transport;

/// <summary>
/// The memory that connections receive into and send from, in blocks of 64 KiB. A block is the most that one call of the system moves:
/// with the web server's own of 4 KiB, a sliver of half a megabyte takes 150 calls. One for all listeners of a process.
/// </summary>
internal sealed class ConnectionMemory : MemoryPool<byte>, IMemoryPoolFactory<byte>
{
    private const int BlockBytes = 64 << 10;
    private const int IdleBlocks = 512;

    private readonly ConcurrentQueue<Block> _idle = new();

    private ConnectionMemory() { }

    /// <summary>The one of this process.</summary>
    public static ConnectionMemory OfProcess { get; } = new();

    /// <inheritdoc/>
    public override int MaxBufferSize => BlockBytes;

    /// <inheritdoc/>
    public MemoryPool<byte> Create(MemoryPoolOptions? options = null) => this;

    /// <inheritdoc/>
    public override IMemoryOwner<byte> Rent(int minBufferSize = -1)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(minBufferSize, BlockBytes);
        return _idle.TryDequeue(out Block? block) ? block : new Block(this);
    }

    /// <summary>Does nothing: a listener that stops leaves the memory to the others.</summary>
    protected override void Dispose(bool disposing) { }

    private void Return(Block block)
    {
        // What is beyond goes to the garbage collector.
        if (_idle.Count < IdleBlocks)
            _idle.Enqueue(block);
    }

    /// <summary>Pinned, as the system holds on to it while a call is under way.</summary>
    private sealed class Block(ConnectionMemory pool) : IMemoryOwner<byte>
    {
        public Memory<byte> Memory { get; } = System.Runtime.InteropServices.MemoryMarshal.CreateFromPinnedArray(
            GC.AllocateUninitializedArray<byte>(BlockBytes, pinned: true), 0, BlockBytes);

        public void Dispose() => pool.Return(this);
    }
}
