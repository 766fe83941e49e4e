using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using Microsoft.Extensions.DependencyInjection;
using Walrus.Client.Committees;
using Walrus.Client.Reading;
using Walrus.Client.Recovery;
using Walrus.Client.StorageNodes;
using Walrus.Client.Tests.Network;
using Walrus.Client.Transfer;
using Walrus.Client.Work;
using Walrus.Core.Identifiers;
using Walrus.Core.Metadata;
using Walrus.Core.Parameters;
using Walrus.Core.Signatures;
using Walrus.Node;
using Walrus.Node.Migration;
using Walrus.Storage.Slivers;

namespace Walrus.Client.Tests.Transfer;

/// <summary>What a previous owner gives is kept when it verifies, and else ends the transfer.</summary>
public sealed class ShardTransferTests : IAsyncLifetime, IStorageNodeConnector, INodeObserver, IShardReceiver
{
    private static readonly ShardIndex Shard = new(4);
    private readonly ServiceProvider _services = new ServiceCollection().AddMetrics().BuildServiceProvider();
    private readonly ScriptedNode _node = new();
    private readonly MemorySliverStore _store = new();
    private readonly BoundedWork _work = new(2);
    private readonly ConcurrentQueue<NodeObservation> _observed = new();
    private readonly Dictionary<BlobId, byte[]> _kept = [];
    private readonly List<BlobId> _unwanted = [];
    private readonly EncodedBlob[] _blobs;
    private NodeHost? _host;
    private ShardTransfer? _transfer;
    private RecoveryTally? _tally;

    public ShardTransferTests() =>
        _blobs = [.. Enumerable.Range(1, 4).Select(i => EncodedBlob.Encode(Parameters, EncodedBlob.Pattern(500 * i, i))).OrderBy(static blob => blob.Id)];

    public BlsSecretKey Key { get; } = BlsSecretKey.FromSeed(new byte[32]);

    private static CancellationToken Test => TestContext.Current.CancellationToken;

    private RedStuffParameters Parameters => _node.Parameters;

    private RecoveryTally Tally => _tally!;

    private CommitteeMember Source { get; } = new(new ObjectId(new byte[32]), "node-0", new Uri("http://node-0.test/"), new byte[48], [Shard]);

    public async ValueTask InitializeAsync()
    {
        _host = await NodeHost.StartAsync(_node, TimeProvider.System);
        _tally = new RecoveryTally(_services.GetRequiredService<IMeterFactory>());
        _transfer = new ShardTransfer(new StorageNodeClients(this, Parameters, TimeProvider.System), _work, _tally, this);
    }

    [Theory]
    [InlineData(Axis.Primary)]
    [InlineData(Axis.Secondary)]
    public async Task What_verifies_is_kept_and_counted(Axis axis)
    {
        await GiveAsync(axis, _blobs);
        Assert.Equal(_blobs[^1].Id, await FetchAsync(axis, 10));
        Assert.Equal(_blobs.Select(static blob => blob.Id), _kept.Keys.Order());
        Assert.All(_blobs, blob => Assert.Equal(SliverOf(blob, axis), _kept[blob.Id]));
        Assert.Equal(4, Tally.TransferSlivers);
        Assert.Equal(_blobs.Sum(blob => (long)blob.Metadata.SliverLength(axis)), Tally.TransferSliverBytes);
        Assert.Equal(_blobs.Sum(blob => ShardSyncFormat.EntryOverhead + (long)SliverOf(blob, axis).Length), Tally.TransferBytesRead);
        Assert.Empty(_observed);
    }

    [Fact]
    public async Task Only_an_empty_answer_has_no_last_blob()
    {
        await GiveAsync(Axis.Primary, []);
        Assert.Null(await FetchAsync(Axis.Primary, 10));
        _unwanted.AddRange(_blobs.Select(static blob => blob.Id));
        await GiveAsync(Axis.Primary, _blobs);
        Assert.Equal(_blobs[^1].Id, await FetchAsync(Axis.Primary, 10));
        Assert.Empty(_kept);
        Assert.Empty(_observed);
    }

    [Theory]
    [InlineData(Wrong.Data)]
    [InlineData(Wrong.Index)]
    [InlineData(Wrong.Blob)]
    [InlineData(Wrong.Order)]
    [InlineData(Wrong.Axis)]
    [InlineData(Wrong.Count)]
    [InlineData(Wrong.Before)]
    public async Task A_wrong_sliver_is_not_kept_and_ends_the_answer(Wrong wrong)
    {
        await MisleadAsync(wrong);
        await Assert.ThrowsAsync<InvalidNodeAnswerException>(() => FetchAsync(Axis.Primary, wrong == Wrong.Count ? 3 : 4));
        Assert.All(_kept, kept => Assert.Equal(SliverOf(_blobs.Single(blob => blob.Id == kept.Key), Axis.Primary), kept.Value));
        NodeObservation observed = Assert.Single(_observed);
        Assert.Equal((NodeObservationKind.Wrong, "node-0"), (observed.Kind, observed.Node.Name));
    }

    [Theory]
    [InlineData(StorageNodeReason.ShardNotAssigned)]
    [InlineData(StorageNodeReason.InvalidEpoch)]
    [InlineData(StorageNodeReason.Unavailable)]
    public async Task A_refusal_says_why_and_blames_nobody(StorageNodeReason reason)
    {
        _node.Failure = new StorageNodeRefusalException(reason, "why");
        StorageNodeRefusedException refused = await Assert.ThrowsAsync<StorageNodeRefusedException>(() => FetchAsync(Axis.Primary, 4));
        Assert.Equal(reason, refused.Reason);
        Assert.Empty(_observed);
    }

    /// <summary>What a lying source does with the second of four blobs.</summary>
    public enum Wrong
    {
        /// <summary>A bit of it is another.</summary>
        Data,

        /// <summary>It is the sliver of another shard.</summary>
        Index,

        /// <summary>It is the sliver of another blob.</summary>
        Blob,

        /// <summary>It comes last.</summary>
        Order,

        /// <summary>It is of the other axis.</summary>
        Axis,

        /// <summary>There are more than was asked for.</summary>
        Count,

        /// <summary>They begin before the first that was asked for.</summary>
        Before,
    }

    HttpMessageHandler IStorageNodeConnector.HandlerFor(Uri nodeUrl) => _host!.Handler;

    void INodeObserver.Observe(NodeObservation observation) => _observed.Enqueue(observation);

    ValueTask<VerifiedBlobMetadata?> IShardReceiver.FindMetadataAsync(BlobId blob, CancellationToken cancellation) =>
        ValueTask.FromResult(_unwanted.Contains(blob) ? null : Array.Find(_blobs, known => known.Id == blob)?.Metadata);

    ValueTask IShardReceiver.KeepAsync(BlobId blob, ShardSlice slice, ReadOnlyMemory<byte> bcs, CancellationToken cancellation)
    {
        _kept.Add(blob, bcs.ToArray());
        return ValueTask.CompletedTask;
    }

    public async ValueTask DisposeAsync()
    {
        if (_host is { } host)
            await host.DisposeAsync();
        await _store.DisposeAsync();
        await _services.DisposeAsync();
        _work.Dispose();
    }

    private async Task MisleadAsync(Wrong wrong)
    {
        byte[] sliver = SliverOf(_blobs[1], Axis.Primary);
        switch (wrong)
        {
            case Wrong.Data:
                sliver[5] ^= 1;
                await GiveAsync(Axis.Primary, _blobs, sliver);
                break;
            case Wrong.Index:
                await GiveAsync(Axis.Primary, _blobs, _blobs[1].Sliver(Parameters.PairOf(new ShardIndex(5), _blobs[1].Id), Axis.Primary));
                break;
            case Wrong.Blob:
                await GiveAsync(Axis.Primary, _blobs, SliverOf(_blobs[2], Axis.Primary));
                break;
            case Wrong.Order:
                await GiveAsync(Axis.Primary, [_blobs[0], _blobs[2], _blobs[3], _blobs[1]]);
                break;
            case Wrong.Axis:
                await GiveAsync(Axis.Secondary, _blobs);
                break;
            default:
                await GiveAsync(Axis.Primary, _blobs);
                break;
        }

        if (wrong == Wrong.Before)
            _from = _blobs[1].Id;
    }

    private BlobId _from = new(new byte[32]);

    private Task<BlobId?> FetchAsync(Axis axis, int count) =>
        _transfer!.FetchAsync(Source, new ShardSlice(Shard, axis, _from, count), new Epoch(3), this, Test);

    private byte[] SliverOf(EncodedBlob blob, Axis axis) => blob.Sliver(Parameters.PairOf(Shard, blob.Id), axis);

    private async Task GiveAsync(Axis axis, IReadOnlyList<EncodedBlob> blobs, byte[]? second = null)
    {
        List<(SliverKey Key, int Length)> held = [];
        foreach (EncodedBlob blob in blobs)
        {
            byte[] sliver = second is not null && blob == _blobs[1] ? second : SliverOf(blob, axis);
            SliverKey key = new(blob.Id, Shard, axis);
            await _store.PutSliverAsync(key, sliver, Test);
            held.Add((key, sliver.Length));
        }

        _node.Shard = new ShardAnswer(_store.ReadSliverAsync, held);
    }
}
