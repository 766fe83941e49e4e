using Walrus.Client.Buffers;
using Walrus.Client.StorageNodes;
using Walrus.Client.Tests.Network;
using Walrus.Client.Writing;
using Walrus.Core.Encoding;
using Walrus.Core.Identifiers;
using Walrus.Core.Messages;

namespace Walrus.Client.Tests.Writing;

public sealed class BlobUploaderTests : IAsyncLifetime
{
    private MemoryNetwork? _network;
    private MemoryBudget? _memory;

    private static CancellationToken Test => TestContext.Current.CancellationToken;

    private MemoryNetwork Network => _network!;

    public async ValueTask InitializeAsync()
    {
        _network = await MemoryNetwork.StartAsync(nodes: 10, shards: 10);
        _memory = new MemoryBudget(64 << 20, Network.Time);
    }

    private Task<UploadResult> UploadAsync(EncodedBlob blob, BlobUploaderOptions? options = null, BlobPersistence persistence = default) =>
        new BlobUploader(Network.Clients, _memory!, Network.Work, Network.Time, options)
            .UploadAsync(blob.Metadata, new MemoryBlobSource(blob.Bytes), Network.Committee, persistence, Test);

    private EncodedBlob Blob(int length = 20_000, int seed = 1) => EncodedBlob.Encode(Network.Parameters, EncodedBlob.Pattern(length, seed));

    private static IEnumerable<int> Confirmed(IReadOnlyList<NodeUploadResult> nodes) =>
        Enumerable.Range(0, nodes.Count).Where(i => nodes[i].State == NodeUploadState.Confirmed);

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(20_000)]
    [InlineData(300_001)]
    public async Task Every_node_gets_exactly_its_slivers_and_confirms(int length)
    {
        EncodedBlob blob = Blob(length);
        UploadResult result = await UploadAsync(blob);
        Assert.Equal(Enumerable.Range(0, 10), Confirmed(result.Nodes));
        Assert.All(Network.Nodes, node => Assert.True(node.HoldsAll(blob.Id)));
        foreach (MemoryNode node in Network.Nodes)
        {
            SliverPairIndex pair = Network.Committee.PairsOf(Network.Committee.Members[node.Index], blob.Id).Single();
            foreach (Axis axis in Enum.GetValues<Axis>())
            {
                using var stored = await node.GetSliverAsync(blob.Id, pair, axis, Test);
                Assert.Equal(blob.Sliver(pair, axis), stored.Memory.ToArray());
            }
        }

        Assert.Equal(_memory!.TotalBytes, _memory.FreeBytes);
    }

    [Fact]
    public async Task The_certificate_is_of_a_quorum_for_the_object()
    {
        ObjectId blobObject = new(new byte[32]);
        EncodedBlob blob = Blob();
        UploadResult result = await UploadAsync(blob, persistence: BlobPersistence.Deletable(blobObject));
        Assert.True(result.Certificate.Signers.Length >= 7);
        (Epoch epoch, StorageConfirmation body) = ProtocolMessage.Parse<StorageConfirmation>(result.Certificate.SerializedMessage.Span);
        Assert.Equal(Network.Committee.Epoch, epoch);
        Assert.Equal(new StorageConfirmation(blob.Id, BlobPersistence.Deletable(blobObject)), body);
    }

    [Theory]
    [InlineData((int)NodeFault.Refuse)]
    [InlineData((int)NodeFault.Fail)]
    [InlineData((int)NodeFault.BreakUploads)]
    [InlineData((int)NodeFault.Truncate)]
    [InlineData((int)NodeFault.Endless)]
    [InlineData((int)NodeFault.Lie)]
    public async Task F_failing_nodes_do_no_harm(int fault)
    {
        Network.Break((NodeFault)fault, 2, 5, 9);
        Task<UploadResult> upload = UploadAsync(Blob());
        UploadResult result = await PumpAsync(upload);
        Assert.Equal([0, 1, 3, 4, 6, 7, 8], Confirmed(result.Nodes));
        Assert.All([2, 5, 9], i => Assert.NotEqual(NodeUploadState.Confirmed, result.Nodes[i].State));
        Assert.Equal(_memory!.TotalBytes, _memory.FreeBytes);
    }

    [Fact]
    public async Task Hanging_nodes_get_half_the_quorums_time_again_and_no_more()
    {
        Network.Break(NodeFault.Hang, 2, 5, 9);
        Task<UploadResult> upload = UploadAsync(Blob(), new() { MinGrace = TimeSpan.FromSeconds(3) });
        await Network.PumpUntilAsync(() => Network.Nodes.Count(node => node.ConfirmationsGiven > 0) == 7);
        Assert.False(upload.IsCompleted);
        UploadResult result = await PumpAsync(upload);
        Assert.Equal(7, Confirmed(result.Nodes).Count());
        Assert.All([2, 5, 9], i => Assert.Equal(NodeUploadState.Unfinished, result.Nodes[i].State));
        Assert.InRange(Network.Time.GetUtcNow() - Network.Start, TimeSpan.FromSeconds(3), TimeSpan.FromSeconds(6));
    }

    [Fact]
    public async Task Refusing_nodes_are_tried_again_only_when_a_quorum_needs_them()
    {
        Network.Break(NodeFault.Refuse, 2, 5, 9);
        await PumpAsync(UploadAsync(Blob()));
        Assert.All([2, 5, 9], i => Assert.Equal(1, Network.Ways[i].Requests));

        Network.Break(NodeFault.Refuse, 0);
        EncodedBlob second = Blob(seed: 2);
        Task<UploadResult> upload = UploadAsync(second);
        await Network.PumpUntilAsync(() => Network.Nodes.Count(node => node.HoldsAll(second.Id)) == 6);
        Assert.False(upload.IsCompleted);
        Network.Break(NodeFault.None, 0, 2);
        UploadResult result = await PumpAsync(upload);
        Assert.True(Confirmed(result.Nodes).Count() >= 7);
    }

    [Fact]
    public async Task Too_few_nodes_within_the_deadline_say_who_is_missing_and_why()
    {
        Network.Break(NodeFault.Refuse, 1, 2, 3, 4);
        var failed = await Assert.ThrowsAsync<InsufficientConfirmationsException>(() => PumpAsync(UploadAsync(Blob(), new() { Deadline = TimeSpan.FromSeconds(20) })));
        Assert.Equal(6, failed.ConfirmedWeight);
        Assert.Equal([0, 5, 6, 7, 8, 9], Confirmed(failed.Nodes));
        Assert.All([1, 2, 3, 4], i => Assert.IsType<NodeUnreachableException>(failed.Nodes[i].Failure));
        Assert.Contains("node-3", failed.Message, StringComparison.Ordinal);
        Assert.Equal(_memory!.TotalBytes, _memory.FreeBytes);
    }

    [Fact]
    public async Task Bad_confirmations_make_a_quorum_impossible_at_once()
    {
        foreach (int node in new[] { 1, 2, 3, 4 })
            Network.Nodes[node].SignsNonsense = true;
        var failed = await Assert.ThrowsAsync<InsufficientConfirmationsException>(() => UploadAsync(Blob()));
        Assert.All([1, 2, 3, 4], i => Assert.IsType<NodeInOtherEpochException>(failed.Nodes[i].Failure));
    }

    [Fact]
    public async Task Nodes_that_have_not_come_to_the_epoch_yet_are_given_time()
    {
        foreach (int behind in (int[])[1, 2, 3, 4])
            Network.Nodes[behind].ConfirmationsBehind = 5;
        UploadResult result = await PumpAsync(UploadAsync(Blob()));
        Assert.True(Confirmed(result.Nodes).Count() >= 7);
        Assert.Equal(Network.Committee.Epoch, ProtocolMessage.Parse<StorageConfirmation>(result.Certificate.SerializedMessage.Span).Epoch);
    }

    [Fact]
    public async Task Nodes_that_learn_late_of_the_registration_are_waited_for()
    {
        foreach (MemoryNode node in Network.Nodes)
            node.StayUnregistered(attempts: 3);
        UploadResult result = await PumpAsync(UploadAsync(Blob()));
        Assert.Equal(10, Confirmed(result.Nodes).Count());
    }

    [Fact]
    public async Task What_nodes_have_is_not_sent_again()
    {
        EncodedBlob blob = Blob();
        blob.StoreOn(Network);
        SliverPairIndex pair = Network.Committee.PairsOf(Network.Committee.Members[4], blob.Id).Single();
        Network.Nodes[4].Drop(blob.Id, pair, Axis.Secondary);
        UploadResult result = await UploadAsync(blob);
        Assert.Equal(10, Confirmed(result.Nodes).Count());
        Assert.Equal([0, 0, 0, 0, 1, 0, 0, 0, 0, 0], Network.Nodes.Select(node => node.SliversPut));
    }

    [Fact]
    public async Task A_small_budget_means_several_passes()
    {
        EncodedBlob blob = Blob(300_000);
        UploadResult result = await UploadAsync(blob, new() { BatchBytes = 300_000 });
        Assert.Equal(10, Confirmed(result.Nodes).Count());
        Assert.All(Network.Nodes, node => Assert.True(node.HoldsAll(blob.Id)));
    }

    [Fact]
    public async Task A_blob_beyond_all_memory_is_refused_and_not_stuck()
    {
        _memory = new MemoryBudget(1000, Network.Time);
        MemoryBudgetException refused = await Assert.ThrowsAsync<MemoryBudgetException>(() => UploadAsync(Blob(300_000)));
        Assert.False(refused.IsTransient);
    }

    [Fact]
    public async Task A_source_that_fails_ends_the_upload_with_its_error()
    {
        EncodedBlob blob = Blob();
        await Assert.ThrowsAsync<IOException>(() => new BlobUploader(Network.Clients, _memory!, Network.Work, Network.Time)
            .UploadAsync(blob.Metadata, new BrokenSource(blob.Bytes.Length), Network.Committee, BlobPersistence.Permanent, Test));
        Assert.Equal(_memory!.TotalBytes, _memory.FreeBytes);
    }

    [Fact]
    public async Task Giving_up_is_a_cancellation()
    {
        Network.Break(NodeFault.Hang, Enumerable.Range(0, 10));
        using CancellationTokenSource cancel = new();
        EncodedBlob blob = Blob();
        Task<UploadResult> upload = new BlobUploader(Network.Clients, _memory!, Network.Work, Network.Time)
            .UploadAsync(blob.Metadata, new MemoryBlobSource(blob.Bytes), Network.Committee, BlobPersistence.Permanent, cancel.Token);
        await MemoryNetwork.UntilAsync(() => Network.Ways.All(way => way.Hanging > 0));
        await cancel.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => upload);
    }

    /// <summary>Moves the clock until the upload has ended.</summary>
    private Task<UploadResult> PumpAsync(Task<UploadResult> upload) => Network.PumpAsync(upload);

    public async ValueTask DisposeAsync()
    {
        await Network.DisposeAsync();
    }

    private sealed class BrokenSource(long length) : IBlobSource
    {
        public long Length => length;

        public void Read(long offset, Span<byte> destination) => throw new IOException("the disk is gone");
    }
}
