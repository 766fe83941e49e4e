using System.Buffers;
using Walrus.Client.Buffers;
using Walrus.Client.StorageNodes;
using Walrus.Core.Identifiers;
using Walrus.Core.Messages;
using Walrus.Core.Parameters;
using Walrus.Core.Signatures;
using Walrus.Node;
using Walrus.Node.Migration;

namespace Walrus.Client.Tests.Network;

/// <summary>A node that answers what a test tells it, and remembers the last thing it was asked.</summary>
internal sealed class ScriptedNode : IStorageNode
{
    public RedStuffParameters Parameters { get; } = new(10);

    /// <summary>Thrown by every operation when set.</summary>
    public Exception? Failure { get; set; }

    public byte[] Bytes { get; set; } = [1, 2, 3];

    public StoreOutcome Outcome { get; set; }

    public StoredStatus Stored { get; set; }

    public BlobStatus Status { get; set; } = new BlobStatus.Nonexistent();

    public NodeHealth? Health { get; set; }

    public SignedMessage Signed { get; set; } = new(new byte[] { 0xfb, 0xff }, new byte[96]);

    public string? Asked { get; private set; }

    public byte[]? Received { get; private set; }

    public TimeSpan? Waited { get; private set; }

    /// <summary>Awaited by confirmations.</summary>
    public TaskCompletionSource? Hold { get; set; }

    public ValueTask<IMemoryOwner<byte>> GetMetadataAsync(BlobId blob, CancellationToken cancellation) =>
        Answer<IMemoryOwner<byte>>($"metadata {blob}", () => PooledBytes.Copy(Bytes));

    public ValueTask<StoreOutcome> PutMetadataAsync(BlobId blob, ReadOnlyMemory<byte> metadata, CancellationToken cancellation)
    {
        Received = metadata.ToArray();
        return Answer($"put metadata {blob}", () => Outcome);
    }

    public ValueTask<StoredStatus> MetadataStatusAsync(BlobId blob, CancellationToken cancellation) =>
        Answer($"metadata status {blob}", () => Stored);

    public ValueTask<IMemoryOwner<byte>> GetSliverAsync(BlobId blob, SliverPairIndex pair, Axis axis, CancellationToken cancellation) =>
        Answer<IMemoryOwner<byte>>($"sliver {blob} {pair} {axis}", () => PooledBytes.Copy(Bytes));

    public ValueTask<StoreOutcome> PutSliverAsync(
        BlobId blob, SliverPairIndex pair, Axis axis, ReadOnlyMemory<byte> sliver, CancellationToken cancellation)
    {
        Received = sliver.ToArray();
        return Answer($"put sliver {blob} {pair} {axis}", () => Outcome);
    }

    public ValueTask<StoredStatus> SliverStatusAsync(BlobId blob, SliverPairIndex pair, Axis axis, CancellationToken cancellation) =>
        Answer($"sliver status {blob} {pair} {axis}", () => Stored);

    public async ValueTask<SignedMessage> ConfirmAsync(
        BlobId blob, BlobPersistence persistence, TimeSpan wait, CancellationToken cancellation)
    {
        Waited = wait;
        if (Hold is { } hold && wait > TimeSpan.Zero)
            await hold.Task.WaitAsync(cancellation);
        return await Answer($"confirm {blob} {persistence.DeletableObject}", () => Signed);
    }

    public ValueTask<BlobStatus> BlobStatusAsync(BlobId blob, CancellationToken cancellation) => Answer($"status {blob}", () => Status);

    /// <summary>The last filter of recovery symbols.</summary>
    public SymbolFilter? Filter { get; private set; }

    /// <summary>What answers of shard synchronisation hold.</summary>
    public ShardAnswer? Shard { get; set; }

    public async ValueTask<IMemoryOwner<byte>> GetRecoverySymbolsAsync(BlobId blob, SymbolFilter filter, CancellationToken cancellation)
    {
        Filter = filter;
        if (Hold is { } hold)
            await hold.Task.WaitAsync(cancellation);
        return await Answer<IMemoryOwner<byte>>($"recovery symbols {blob}", () => PooledBytes.Copy(Bytes));
    }

    public ValueTask<IMemoryOwner<byte>> GetDecodingSymbolsAsync(
        BlobId blob, Axis axis, IReadOnlyList<SliverIndex> targets, CancellationToken cancellation) =>
        Answer<IMemoryOwner<byte>>($"decoding symbols {blob} {axis} {string.Join(' ', targets)}", () => PooledBytes.Copy(Bytes));

    public ValueTask<SignedMessage> JudgeProofAsync(BlobId blob, Axis axis, ReadOnlyMemory<byte> proof, CancellationToken cancellation)
    {
        Received = proof.ToArray();
        return Answer($"judge {blob} {axis}", () => Signed);
    }

    public ValueTask<ShardAnswer> SyncShardAsync(SignedMessage request, BlsPublicKey sender, CancellationToken cancellation)
    {
        Received = request.SerializedMessage.ToArray();
        return Answer($"sync {sender}", () => Shard!);
    }

    public ValueTask<NodeHealth> HealthAsync(bool detailed, CancellationToken cancellation) => Answer($"health {detailed}", () => Health!);

    private ValueTask<T> Answer<T>(string asked, Func<T> answer)
    {
        Asked = asked;
        return Failure is null ? ValueTask.FromResult(answer()) : ValueTask.FromException<T>(Failure);
    }
}
