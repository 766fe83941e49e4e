using System.Buffers.Binary;
using Walrus.Core.Bcs;
using Walrus.Ledger.Transactions;

namespace Walrus.Ledger.Execution;

/// <summary>
/// Effects of many transactions as bytes, one behind the other, found by digest. Only ever added to: whoever took a
/// <see cref="View"/> can go on reading it on another thread.
/// </summary>
internal sealed class EffectsArchive
{
    private const int FirstChunkBytes = 1 << 14;
    private const int LargestChunkBytes = 1 << 20;
    private const int ShardCount = 64;

    private readonly List<byte[]> _chunks = [];
    private readonly BcsWriter _writer = new(4096);

    // Many small dictionaries grow one at a time, where a single large one would stop everything to move all it has.
    private readonly Dictionary<TransactionDigest, Place>[] _shards = new Dictionary<TransactionDigest, Place>[ShardCount];
    private int _filled;

    private readonly record struct Place(int Chunk, int Offset);

    /// <summary>How many it holds.</summary>
    public int Count { get; private set; }

    public void Add(TransactionEffects effects)
    {
        _writer.Clear();
        effects.Write(_writer);
        Add(effects.Digest, _writer.Written.Span);
    }

    /// <summary>Adds effects in their canonical bytes.</summary>
    public void Add(TransactionDigest digest, ReadOnlySpan<byte> bytes)
    {
        int needed = sizeof(int) + bytes.Length;
        if (_chunks.Count == 0 || _filled + needed > _chunks[^1].Length)
        {
            int length = Math.Min(LargestChunkBytes, FirstChunkBytes << Math.Min(_chunks.Count, 8));
            _chunks.Add(new byte[Math.Max(length, needed)]);
            _filled = 0;
        }

        Place place = new(_chunks.Count - 1, _filled);
        Span<byte> target = _chunks[^1].AsSpan(_filled);
        BinaryPrimitives.WriteInt32LittleEndian(target, bytes.Length);
        bytes.CopyTo(target[sizeof(int)..]);
        _filled += needed;
        (_shards[ShardOf(digest)] ??= []).Add(digest, place);
        Count++;
    }

    /// <summary>The canonical bytes of a transaction's effects, or none.</summary>
    public ReadOnlySpan<byte> Find(TransactionDigest digest) =>
        _shards[ShardOf(digest)] is { } shard && shard.TryGetValue(digest, out Place place) ? Bytes(_chunks[place.Chunk], place.Offset) : [];

    /// <summary>What it holds now, in the order in which it was added.</summary>
    public IEnumerable<ReadOnlyMemory<byte>> View()
    {
        byte[][] chunks = [.. _chunks];
        int count = Count;
        return Read(chunks, count);
    }

    private static IEnumerable<ReadOnlyMemory<byte>> Read(byte[][] chunks, int count)
    {
        int chunk = 0;
        int offset = 0;
        for (int i = 0; i < count; i++)
        {
            // No entry is empty: a length of zero, or no room for one, says that the chunk ends.
            if (chunks[chunk].Length - offset < sizeof(int) || Length(chunks[chunk], offset) == 0)
                (chunk, offset) = (chunk + 1, 0);
            int length = Length(chunks[chunk], offset);
            yield return chunks[chunk].AsMemory(offset + sizeof(int), length);
            offset += sizeof(int) + length;
        }
    }

    private static ReadOnlySpan<byte> Bytes(byte[] chunk, int offset) => chunk.AsSpan(offset + sizeof(int), Length(chunk, offset));

    private static int Length(byte[] chunk, int offset) => BinaryPrimitives.ReadInt32LittleEndian(chunk.AsSpan(offset));

    private static int ShardOf(TransactionDigest digest) => (digest.GetHashCode() & int.MaxValue) % ShardCount;
}
