using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using Microsoft.Extensions.DependencyInjection;
using Walrus.Client.Reading;
using Walrus.Client.Recovery;
using Walrus.Client.Tests.Network;
using Walrus.Core.Identifiers;
using Walrus.Core.Recovery;
using Walrus.Core.Slivers;

namespace Walrus.Client.Tests.Recovery;

/// <summary>A sliver comes back from symbols of as few nodes as it takes, whatever the others do.</summary>
public sealed class SliverRecovererTests : IAsyncLifetime, INodeObserver
{
    private const int Self = 3;
    private readonly ServiceProvider _services = new ServiceCollection().AddMetrics().BuildServiceProvider();
    private readonly ConcurrentQueue<NodeObservation> _observed = new();
    private MemoryNetwork? _network;
    private SliverRecoverer? _recoverer;

    private static CancellationToken Test => TestContext.Current.CancellationToken;

    private MemoryNetwork Network => _network!;

    private RecoveryTally Tally => _recoverer!.Tally;

    public async ValueTask InitializeAsync()
    {
        _network = await MemoryNetwork.StartAsync(nodes: 10, shards: 31);
        RecoveryTally tally = new(_services.GetRequiredService<IMeterFactory>());
        _recoverer = new SliverRecoverer(Network.Clients, Network.Work, Network.Time, tally, observer: this);
    }

    void INodeObserver.Observe(NodeObservation observation) => _observed.Enqueue(observation);

    [Theory]
    [InlineData(Axis.Primary)]
    [InlineData(Axis.Secondary)]
    public async Task Exactly_as_many_symbols_are_read_as_it_takes(Axis axis)
    {
        EncodedBlob blob = Stored(100_000);
        foreach (LostSliver lost in LostBy(Self, blob, axis))
            AssertIs(blob, lost, await RecoverAsync(lost));
        Assert.InRange(Tally.BytesRead, 1, (long)(1.03 * Tally.TheoryBytes));
        Assert.Equal(3, Tally.Slivers);
        Assert.Equal(3 * blob.Metadata.SliverLength(axis), Tally.SliverBytes);
        Assert.Empty(_observed);
    }

    [Theory]
    [InlineData((int)NodeFault.Refuse)]
    [InlineData((int)NodeFault.Hang)]
    [InlineData((int)NodeFault.Lie)]
    [InlineData((int)NodeFault.Truncate)]
    [InlineData((int)NodeFault.Endless)]
    [InlineData((int)NodeFault.Fail)]
    public async Task A_third_of_the_nodes_may_do_what_they_like(int fault)
    {
        EncodedBlob blob = Stored(50_000);
        Network.Break((NodeFault)fault, 0, 5);
        foreach (LostSliver lost in LostBy(Self, blob, Axis.Primary))
            AssertIs(blob, lost, await RecoverAsync(lost));
        if ((NodeFault)fault == NodeFault.Lie)
            Assert.All(_observed, observed => Assert.Equal(NodeObservationKind.Wrong, observed.Kind));
        Assert.Superset(_observed.Select(observed => observed.Node.Name).ToHashSet(), new HashSet<string> { "node-0", "node-5" });
    }

    [Fact]
    public async Task Own_symbols_are_not_asked_for()
    {
        EncodedBlob blob = Stored(50_000);
        LostSliver lost = LostBy(Self, blob, Axis.Primary).First();
        GeneralRecoverySymbol[] own = [.. LostBy(Self, blob, Axis.Secondary).Select(held => Expand(blob, held).RecoverySymbol(lost.Index))];
        AssertIs(blob, lost, await RecoverAsync(lost with { Own = own }));
        Assert.InRange(Tally.BytesRead, 1, Tally.TheoryBytes * 19 / 21);
    }

    [Fact]
    public async Task Too_few_symbols_are_an_error_that_names_what_failed()
    {
        EncodedBlob blob = Stored(1_000);
        Network.Break(NodeFault.Refuse, 0, 1, 5, 6);
        BlobUnavailableException few = await Assert.ThrowsAsync<BlobUnavailableException>(() => RecoverAsync(LostBy(Self, blob, Axis.Primary).First()));
        Assert.Equal(4, few.Failures.DistinctBy(failure => failure.Node).Count());
        Assert.Equal(0, Tally.Slivers);
    }

    [Fact]
    public async Task Nodes_that_lack_the_sources_are_replaced_by_others()
    {
        EncodedBlob blob = Stored(20_000);
        foreach (int node in (int[])[7, 8])
            Network.Nodes[node].Wipe();
        foreach (LostSliver lost in LostBy(Self, blob, Axis.Secondary))
            AssertIs(blob, lost, await RecoverAsync(lost));
    }

    private EncodedBlob Stored(int length)
    {
        EncodedBlob blob = EncodedBlob.Encode(Network.Parameters, EncodedBlob.Pattern(length, length));
        blob.StoreOn(Network);
        return blob;
    }

    private IEnumerable<LostSliver> LostBy(int node, EncodedBlob blob, Axis axis) => Network.Committee
        .PairsOf(Network.Committee.Members[node], blob.Id)
        .Select(pair => new LostSliver(blob.Metadata, axis, Network.Parameters.SliverOf(pair, axis), []));

    private SliverExpansion Expand(EncodedBlob blob, LostSliver held) => new(
        Sliver.FromBytes(blob.Sliver(Network.Parameters.PairOf(held.Index, held.Axis), held.Axis), held.Axis), Network.Parameters);

    private Task<Sliver> RecoverAsync(LostSliver lost) =>
        Network.PumpAsync(_recoverer!.RecoverAsync(lost, Network.Committee, Network.Committee.Members[Self].NodeId, Test));

    private void AssertIs(EncodedBlob blob, LostSliver lost, Sliver recovered) =>
        Assert.Equal(blob.Sliver(Network.Parameters.PairOf(lost.Index, lost.Axis), lost.Axis), recovered.ToBytes());

    public async ValueTask DisposeAsync()
    {
        await Network.DisposeAsync();
        await _services.DisposeAsync();
    }
}
