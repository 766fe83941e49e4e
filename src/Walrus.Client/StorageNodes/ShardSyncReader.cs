using System.Runtime.CompilerServices;
using Walrus.Client.Buffers;
using Walrus.Core.Bcs;
using Walrus.Core.Identifiers;

namespace Walrus.Client.StorageNodes;

/// <summary>Reads an answer of shard synchronisation as it comes in: never more than one sliver in memory (data plane 7.6).</summary>
internal sealed class ShardSyncReader(Stream answer, int sliverLimit) : IAsyncDisposable
{
    private const int BufferBytes = 64 << 10;
    private const int TrailerLength = 2 * sizeof(ushort);
    private const int MaxUlebLength = 5;

    private readonly BufferedStream _bytes = new(answer, BufferBytes);
    private readonly byte[] _one = new byte[1];
    private readonly byte[] _number = new byte[MaxUlebLength];

    /// <exception cref="BcsException">The bytes are not canonical, a sliver is too long, or there are more of them than one answer has.</exception>
    /// <exception cref="EndOfStreamException">The answer ends early.</exception>
    public async IAsyncEnumerable<SyncedSliver> ReadAsync([EnumeratorCancellation] CancellationToken cancellation)
    {
        ShardSyncFormat.RequireVersion(await ByteAsync(cancellation).ConfigureAwait(false));
        (int count, _) = await UlebAsync(cancellation).ConfigureAwait(false);
        if (count > ShardSyncFormat.MaxSlivers)
            throw new BcsException($"{count} slivers are more than an answer has.");
        for (int i = 0; i < count; i++)
            yield return await SliverAsync(cancellation).ConfigureAwait(false);
        if (await _bytes.ReadAsync(_one, cancellation).ConfigureAwait(false) != 0)
            throw new BcsException("The answer goes on after its last sliver.");
    }

    /// <summary>Closes the answer.</summary>
    public ValueTask DisposeAsync() => _bytes.DisposeAsync();

    private async Task<SyncedSliver> SliverAsync(CancellationToken cancellation)
    {
        byte[] id = new byte[Bytes32.Length];
        await _bytes.ReadExactlyAsync(id, cancellation).ConfigureAwait(false);
        byte axis = await ByteAsync(cancellation).ConfigureAwait(false);
        if (axis > (byte)Axis.Secondary)
            throw new BcsException($"{axis} is no axis.");
        (int data, int prefix) = await UlebAsync(cancellation).ConfigureAwait(false);
        if ((long)prefix + data + TrailerLength > sliverLimit)
            throw new BcsException($"A sliver of {data} bytes is too long for this network.");
        PooledBytes body = PooledBytes.Rent(prefix + data + TrailerLength);
        try
        {
            _number.AsSpan(0, prefix).CopyTo(body.Memory.Span);
            await _bytes.ReadExactlyAsync(body.Memory[prefix..], cancellation).ConfigureAwait(false);
            return new SyncedSliver(new BlobId(id), (Axis)axis, body);
        }
        catch
        {
            body.Dispose();
            throw;
        }
    }

    private async Task<byte> ByteAsync(CancellationToken cancellation)
    {
        await _bytes.ReadExactlyAsync(_one, cancellation).ConfigureAwait(false);
        return _one[0];
    }

    private async Task<(int Value, int Length)> UlebAsync(CancellationToken cancellation)
    {
        int length = 0;
        do
        {
            if (length == MaxUlebLength)
                throw new BcsException("A length has too many bytes.");
            _number[length++] = await ByteAsync(cancellation).ConfigureAwait(false);
        }
        while (_number[length - 1] >= 0x80);
        BcsReader reader = new(_number.AsSpan(0, length));
        return (reader.Uleb(), length);
    }
}
