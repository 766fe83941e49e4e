using System.Buffers;
using Microsoft.Win32.SafeHandles;
using Walrus.Core.Encoding;

namespace Walrus.Storage.Spooling;

/// <summary>
/// Holds a body of unknown length while it comes in, and then serves it by position as often as the encoder needs:
/// in pooled memory while it is small, or as large as its user has room for, and in an unlinked temporary file beyond.
/// Written by one, then read by many.
/// </summary>
public sealed class BlobSpool : IBlobSource, IAsyncDisposable
{
    /// <summary>Bytes kept in memory before the spool moves to a file.</summary>
    public const int DefaultMemoryThreshold = 4 << 20;

    private const int ChunkSize = 256 << 10;

    // The runtime's own pool keeps fewer of this size than a few uploads take, and fresh memory costs more than filling it.
    private const int IdleChunks = 512;
    private static readonly ArrayPool<byte> Chunks = ArrayPool<byte>.Create(ChunkSize, IdleChunks);

    private readonly string _folder;
    private readonly int _memoryThreshold;
    private readonly List<byte[]> _chunks = [];
    private SafeFileHandle? _file;

    /// <summary>An empty spool that spills into <paramref name="folder"/>.</summary>
    /// <param name="folder">Made when it is needed.</param>
    /// <param name="memoryThreshold">Bytes kept in memory.</param>
    public BlobSpool(string folder, int memoryThreshold = DefaultMemoryThreshold) => (_folder, _memoryThreshold) = (folder, memoryThreshold);

    /// <inheritdoc/>
    public long Length { get; private set; }

    /// <summary>Appends bytes.</summary>
    /// <exception cref="IOException">The disk refuses them.</exception>
    public async ValueTask WriteAsync(ReadOnlyMemory<byte> bytes, CancellationToken cancellation = default)
    {
        if (_file is null && Length + bytes.Length > _memoryThreshold)
            await SpillAsync(cancellation);
        if (_file is not null)
            await RandomAccess.WriteAsync(_file, bytes, Length, cancellation);
        else
            AppendToMemory(bytes.Span);
        Length += bytes.Length;
    }

    /// <inheritdoc/>
    public void Read(long offset, Span<byte> destination)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(offset);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(offset + destination.Length, Length, nameof(offset));
        if (_file is not null)
            ReadFile(_file, offset, destination);
        else
            ReadMemory(offset, destination);
    }

    /// <summary>Returns the memory, removes the file.</summary>
    public ValueTask DisposeAsync()
    {
        ReturnChunks();
        _file?.Dispose();
        return ValueTask.CompletedTask;
    }

    private void AppendToMemory(ReadOnlySpan<byte> bytes)
    {
        long position = Length;
        while (!bytes.IsEmpty)
        {
            (int chunk, int offset) = ((int)(position / ChunkSize), (int)(position % ChunkSize));
            if (chunk == _chunks.Count)
                _chunks.Add(Chunks.Rent(ChunkSize));
            int count = Math.Min(bytes.Length, ChunkSize - offset);
            bytes[..count].CopyTo(_chunks[chunk].AsSpan(offset));
            bytes = bytes[count..];
            position += count;
        }
    }

    private void ReadMemory(long offset, Span<byte> destination)
    {
        while (!destination.IsEmpty)
        {
            (int chunk, int start) = ((int)(offset / ChunkSize), (int)(offset % ChunkSize));
            int count = Math.Min(destination.Length, ChunkSize - start);
            _chunks[chunk].AsSpan(start, count).CopyTo(destination);
            destination = destination[count..];
            offset += count;
        }
    }

    private async ValueTask SpillAsync(CancellationToken cancellation)
    {
        Directory.CreateDirectory(_folder);
        string path = Path.Combine(_folder, Path.GetRandomFileName());
        // Gone with its handle, so that a crash leaves at most what the next start sweeps.
        _file = File.OpenHandle(path, FileMode.CreateNew, FileAccess.ReadWrite, FileShare.None, FileOptions.DeleteOnClose | FileOptions.Asynchronous);
        long written = 0;
        foreach (byte[] chunk in _chunks)
        {
            int count = (int)Math.Min(ChunkSize, Length - written);
            await RandomAccess.WriteAsync(_file, chunk.AsMemory(0, count), written, cancellation);
            written += count;
        }

        ReturnChunks();
    }

    private void ReturnChunks()
    {
        foreach (byte[] chunk in _chunks)
            Chunks.Return(chunk);
        _chunks.Clear();
    }

    private static void ReadFile(SafeFileHandle file, long offset, Span<byte> destination)
    {
        while (!destination.IsEmpty)
        {
            int count = RandomAccess.Read(file, destination, offset);
            if (count == 0)
                throw new EndOfStreamException($"The spool ends before byte {offset}.");
            destination = destination[count..];
            offset += count;
        }
    }
}
