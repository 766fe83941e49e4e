using System.IO.Pipelines;
using CsCheck;
using Walrus.Client.Reading;
using Walrus.Client.StorageNodes;
using Walrus.Client.Tests.Network;
using Walrus.Core.Encoding;
using Walrus.Core.Identifiers;

namespace Walrus.Client.Tests.Reading;

/// <summary>Reads with all nodes correct, and with faults of every kind: never a wrong byte.</summary>
public sealed class BlobReaderTests : ReadingNetwork
{
    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(55)]
    [InlineData(56)]
    [InlineData(57)]
    [InlineData(20_000)]
    [InlineData(300_001)]
    public async Task Reads_blobs_of_every_size(int length)
    {
        EncodedBlob blob = Stored(length);
        foreach (ConsistencyCheck check in Enum.GetValues<ConsistencyCheck>())
            Assert.Equal(blob.Bytes, await ReadAsync(blob, check: check));
        Assert.Empty(Observed);
    }

    [Fact]
    public async Task Reads_any_range()
    {
        EncodedBlob blob = Stored(20_001);
        Gen<(int Offset, int Length)> ranges = Gen.Int[0, 20_001].SelectMany(offset => Gen.Int[0, 20_001 - offset], (offset, length) => (offset, length));
        await ranges.SampleAsync(
            async range => Assert.Equal(
                blob.Bytes.AsMemory(range.Offset, range.Length).ToArray(), await ReadAsync(blob, new ByteRange(range.Offset, range.Length))),
            iter: 50, threads: 1);
    }

    [Theory]
    [InlineData(-1, 1)]
    [InlineData(0, 101)]
    [InlineData(100, 1)]
    [InlineData(1, long.MaxValue)]
    public async Task Refuses_ranges_outside_the_blob(long offset, long length)
    {
        EncodedBlob blob = Stored(100);
        await Assert.ThrowsAsync<ArgumentOutOfRangeException>(() => ReadAsync(blob, new ByteRange(offset, length)));
    }

    [Fact]
    public async Task Fetches_only_the_slivers_that_a_range_needs()
    {
        EncodedBlob blob = Stored(28_000); // four rows of 7000 bytes
        await Reader.ReadMetadataAsync(blob.Id, Network.Committee, Test);
        int before = Network.Ways.Sum(way => way.Requests);
        Assert.Equal(blob.Bytes.AsMemory(7000, 7001).ToArray(), await ReadAsync(blob, new ByteRange(7000, 7001)));
        // Two slivers; the rest is the roll call, which asks each node at most once.
        Assert.InRange(Network.Ways.Sum(way => way.Requests) - before, 2, 2 + Network.Committee.Members.Length);
    }

    [Fact]
    public async Task Writes_to_pipes()
    {
        EncodedBlob blob = Stored(5000);
        await using BlobRead read = await Reader.OpenAsync(blob.Id, Network.Committee, null, ConsistencyCheck.Default, Test);
        Pipe pipe = new(new PipeOptions(pauseWriterThreshold: 0));
        await read.CopyToAsync(pipe.Writer, Test);
        await pipe.Writer.CompleteAsync();
        ReadResult result = await pipe.Reader.ReadAtLeastAsync(5000, Test);
        Assert.Equal(blob.Bytes, System.Buffers.BuffersExtensions.ToArray(result.Buffer));
    }

    public static TheoryData<int, int> Faults
    {
        get
        {
            TheoryData<int, int> data = [];
            foreach (NodeFault fault in new[] { NodeFault.Refuse, NodeFault.Lie, NodeFault.Swap, NodeFault.Truncate, NodeFault.Endless, NodeFault.Fail })
            {
                foreach (int firstRow in new[] { 0, 1, 5 })
                    data.Add((int)fault, firstRow);
            }

            return data;
        }
    }

    [Theory]
    [MemberData(nameof(Faults))]
    public async Task F_bad_nodes_are_read_around(int fault, int firstRow)
    {
        EncodedBlob blob = Stored(20_000);
        Network.Break((NodeFault)fault, Enumerable.Range(firstRow, 3).Select(row => HolderOf(blob, row)));
        Assert.Equal(blob.Bytes, await Network.PumpAsync(ReadAsync(blob)));
        Assert.Equal(blob.Bytes.AsMemory(3, 9000).ToArray(), await Network.PumpAsync(ReadAsync(blob, new ByteRange(3, 9000))));
        Assert.Equal(blob.Bytes, await Network.PumpAsync(ReadAsync(blob, check: ConsistencyCheck.Strict)));
    }

    [Theory]
    [MemberData(nameof(Faults))]
    public async Task Four_correct_shards_of_ten_are_enough_and_three_are_not(int fault, int firstRow)
    {
        EncodedBlob blob = Stored(20_000);
        await Reader.ReadMetadataAsync(blob.Id, Network.Committee, Test);
        Network.Break((NodeFault)fault, Enumerable.Range(firstRow, 6).Select(row => HolderOf(blob, row % 10)));
        Assert.Equal(blob.Bytes, await Network.PumpAsync(ReadAsync(blob)));
        Network.Break((NodeFault)fault, HolderOf(blob, (firstRow + 6) % 10));
        var unavailable = await Assert.ThrowsAsync<BlobUnavailableException>(() => Network.PumpAsync(ReadAsync(blob)));
        Assert.NotEmpty(unavailable.Failures);
    }

    [Fact]
    public async Task Liars_are_named()
    {
        EncodedBlob blob = Stored(20_000);
        int liar = HolderOf(blob, 2);
        Network.Break(NodeFault.Lie, liar);
        Assert.Equal(blob.Bytes, await Network.PumpAsync(ReadAsync(blob)));
        NodeObservation observed = Assert.Single(Observed, o => o.Pair is not null);
        Assert.Equal((NodeObservationKind.Wrong, $"node-{liar}", Axis.Primary), (observed.Kind, observed.Node.Name, observed.Axis));
        Assert.Equal(new SliverPairIndex(2), observed.Pair);
    }

    [Fact]
    public async Task Lost_slivers_are_named_and_their_nodes_not_mistrusted()
    {
        EncodedBlob blob = Stored(20_000);
        Network.Nodes[HolderOf(blob, 1)].Drop(blob.Id, new SliverPairIndex(1), Axis.Primary);
        Assert.Equal(blob.Bytes, await ReadAsync(blob));
        NodeObservation observed = Assert.Single(Observed);
        Assert.Equal((NodeObservationKind.Missing, new SliverPairIndex(1)), (observed.Kind, observed.Pair));
    }

    [Fact]
    public async Task Secondary_slivers_serve_where_primary_ones_are_lost()
    {
        EncodedBlob blob = Stored(20_000);
        for (int row = 0; row < 7; row++)
            Network.Nodes[HolderOf(blob, row)].Drop(blob.Id, new SliverPairIndex(row), Axis.Primary);
        Assert.Equal(blob.Bytes, await ReadAsync(blob));
        for (int pair = 0; pair < 4; pair++)
            Network.Nodes[HolderOf(blob, pair)].Drop(blob.Id, new SliverPairIndex(pair), Axis.Secondary);
        await Assert.ThrowsAsync<BlobUnavailableException>(() => ReadAsync(blob));
    }

    [Fact]
    public async Task Metadata_come_from_any_node_that_has_true_ones()
    {
        EncodedBlob blob = Stored(1000), other = Stored(1000, seed: 2);
        Network.Break(NodeFault.Refuse, 0, 1, 2);
        Network.Break(NodeFault.Lie, 3, 4);
        Network.Break(NodeFault.Endless, 5, 6);
        Network.Nodes[7].Wipe();
        Network.Break(NodeFault.Fail, 8);
        Assert.Equal(blob.Id, (await Reader.ReadMetadataAsync(blob.Id, Network.Committee, Test)).BlobId);
        Network.Nodes[9].Wipe();
        Assert.Equal(blob.Id, (await Reader.ReadMetadataAsync(blob.Id, Network.Committee, Test)).BlobId); // remembered
        var unavailable = await Assert.ThrowsAsync<BlobUnavailableException>(
            () => Reader.ReadMetadataAsync(other.Id, Network.Committee, Test));
        Assert.Equal(10, unavailable.Failures.Length);
        Assert.Equal(2, unavailable.NodesRefusing(StorageNodeReason.MetadataNotFound).Count());
    }

    [Fact]
    public async Task A_silent_node_is_waited_for_once_and_then_avoided()
    {
        EncodedBlob blob = Stored(20_000);
        await Reader.ReadMetadataAsync(blob.Id, Network.Committee, Test);
        FaultyWay silent = Network.Ways[HolderOf(blob, 0)];
        silent.Fault = NodeFault.Hang;
        Task<byte[]> first = ReadAsync(blob);
        await MemoryNetwork.UntilAsync(() => silent.Hanging >= 1 && Network.Ways.Sum(way => way.Requests) >= 5);
        Assert.False(first.IsCompleted);
        Assert.Equal(blob.Bytes, await Network.PumpAsync(first));
        DateTimeOffset start = Network.Time.GetUtcNow();
        Assert.Equal(blob.Bytes, await Network.PumpAsync(ReadAsync(blob)));
        Assert.True(Network.Time.GetUtcNow() - start < TimeSpan.FromSeconds(0.5));
        Assert.Empty(Observed);
    }

    [Fact]
    public async Task Shards_on_the_move_are_read_from_where_they_were()
    {
        EncodedBlob blob = Stored(20_000);
        // Every shard moves on by one node, and none has arrived.
        var members = Network.Committee.Members.Select((member, i) => new Client.Committees.CommitteeMember(
            member.NodeId, member.Name, member.Url, member.PublicKey, Network.Committee.Members[(i + 1) % 10].Shards));
        Client.Committees.CommitteeSnapshot next = new(new Epoch(6), Network.Parameters, members) { Previous = Network.Committee };
        await using BlobRead read = await Reader.OpenAsync(blob.Id, next, null, ConsistencyCheck.Default, Test);
        using MemoryStream bytes = new();
        await read.CopyToAsync(bytes, Test);
        Assert.Equal(blob.Bytes, bytes.ToArray());
    }

    [Fact]
    public async Task Giving_up_is_a_cancellation()
    {
        EncodedBlob blob = Stored(20_000);
        await Reader.ReadMetadataAsync(blob.Id, Network.Committee, Test);
        Network.Break(NodeFault.Hang, Enumerable.Range(0, 10));
        using CancellationTokenSource cancel = new();
        Task<BlobRead> open = Reader.OpenAsync(blob.Id, Network.Committee, null, ConsistencyCheck.Default, cancel.Token);
        await cancel.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => open);
    }
}
