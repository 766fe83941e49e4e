using Microsoft.Extensions.DependencyInjection;
using Walrus.Client.Buffers;
using Walrus.Client.Committees;
using Walrus.Client.StorageNodes;
using Walrus.Core.Bcs;
using Walrus.Core.Identifiers;
using Walrus.Core.Metadata;
using Walrus.Core.Recovery;
using Walrus.Core.Slivers;
using Walrus.Grains.Ledger;
using Walrus.Testing;

namespace Walrus.Grains.Tests.Networks;

/// <summary>Real nodes give symbols that verify and decode, in every form of HTTP interfaces 7.5, and refuse the rest.</summary>
public sealed class SymbolAnswersTests(SymbolAnswersTests.StoredFixture fixture) : IClassFixture<SymbolAnswersTests.StoredFixture>
{
    private static CancellationToken Test => TestContext.Current.CancellationToken;

    private CommitteeSnapshot Committee => fixture.Network.Services(0).GetRequiredService<CommitteeDirectory>().Current;

    private VerifiedBlobMetadata Metadata => fixture.Metadata;

    [Theory]
    [InlineData(Axis.Primary, 0)]
    [InlineData(Axis.Primary, 30)]
    [InlineData(Axis.Secondary, 7)]
    public async Task All_symbols_for_a_target_recover_it(Axis axis, int index)
    {
        SliverIndex target = new(index);
        List<GeneralRecoverySymbol> symbols = [];
        foreach (CommitteeMember member in Committee.Members)
        {
            GeneralRecoverySymbol[] given = await ProvenAsync(member, new SymbolFilter.Target(axis, target, axis.Orthogonal()));
            Assert.Equal(member.Weight, given.Length);
            Assert.All(given, symbol => Assert.Equal(axis, symbol.TargetAxis));
            symbols.AddRange(given);
        }

        Assert.Equal(31, symbols.DistinctBy(symbol => symbol.SourceIndex).Count());
        Assert.Equal(target, SliverRecovery.Recover(symbols, axis, target, Metadata).Index);
    }

    [Theory]
    [InlineData(null)]
    [InlineData(Axis.Primary)]
    [InlineData(Axis.Secondary)]
    public async Task Cells_are_proven_along_the_axis_asked_for(Axis? proofAxis)
    {
        CommitteeMember member = Committee.Members[4];
        SliverPairIndex pair = Committee.PairsOf(member, Metadata.BlobId).First();
        SymbolId cell = new(new SliverIndex(pair.Value), Metadata.Parameters.SliverOf(pair, Axis.Secondary));
        GeneralRecoverySymbol symbol = Assert.Single(await ProvenAsync(member, new SymbolFilter.Cells([cell], proofAxis)));
        Assert.Equal(cell, symbol.Id);
        Assert.Equal(proofAxis ?? Axis.Primary, symbol.SourceAxis);
        SymbolVerifier.Verify(symbol, Axis.Primary, cell.Primary, Metadata);
    }

    [Fact]
    public async Task Symbols_without_proofs_decode_systematic_slivers()
    {
        SliverIndex[] targets = [new(10), new(0)];
        Dictionary<SliverIndex, List<TaggedDecodingSymbol>> all = [];
        foreach (CommitteeMember member in Committee.Members)
        {
            using PooledBytes body = await Node(member).GetDecodingSymbolsAsync(Metadata.BlobId, Axis.Primary, targets, Metadata.SymbolSize, Test);
            IReadOnlyDictionary<SliverIndex, IReadOnlyList<TaggedDecodingSymbol>> listing = DecodingSymbolListing.FromBytes(body.Memory.Span);
            Assert.Equal(targets.Order(), listing.Keys);
            foreach ((SliverIndex target, IReadOnlyList<TaggedDecodingSymbol> symbols) in listing)
                (all.TryGetValue(target, out List<TaggedDecodingSymbol>? list) ? list : all[target] = []).AddRange(symbols);
        }

        foreach (SliverIndex target in targets)
        {
            Sliver sliver = SliverRecovery.Decode(all[target].Select(tagged => tagged.Symbol), Axis.Primary, target, Metadata.SymbolSize, Metadata.Parameters);
            SliverVerifier.Verify(sliver, Metadata);
        }
    }

    [Fact]
    public async Task What_makes_no_sense_is_refused_with_its_reason()
    {
        CommitteeMember member = Committee.Members[4], other = Committee.Members[5];
        SliverPairIndex foreign = Committee.PairsOf(other, Metadata.BlobId).First();
        SymbolId elsewhere = new(new SliverIndex(foreign.Value), Metadata.Parameters.SliverOf(foreign, Axis.Secondary));
        await AssertRefusedAsync(StorageNodeReason.SymbolNotPresentAtShards, 400, new SymbolFilter.Cells([elsewhere], null), member);
        await AssertRefusedAsync(StorageNodeReason.RecoverySymbolOutOfRange, 400, new SymbolFilter.Cells([new(new(31), new(0))], null), member);
        await AssertRefusedAsync(StorageNodeReason.RecoverySymbolOutOfRange, 400, new SymbolFilter.Target(Axis.Primary, new(31), null), member);
        await AssertRefusedAsync(
            StorageNodeReason.InvalidFilter, 400, new SymbolFilter.Cells([.. Enumerable.Repeat(elsewhere, 32)], null), member);
        await AssertRefusedAsync(
            StorageNodeReason.MetadataNotFound, 404, new SymbolFilter.Target(Axis.Primary, new(1), null), member, new BlobId(new byte[32]));
        StorageNodeRefusedException refused = await Assert.ThrowsAsync<StorageNodeRefusedException>(
            () => Node(member).GetDecodingSymbolsAsync(Metadata.BlobId, Axis.Primary, [new(11)], Metadata.SymbolSize, Test));
        Assert.Equal(StorageNodeReason.RecoverySymbolOutOfRange, refused.Reason);
        refused = await Assert.ThrowsAsync<StorageNodeRefusedException>(
            () => Node(member).GetDecodingSymbolsAsync(Metadata.BlobId, Axis.Primary, [], Metadata.SymbolSize, Test));
        Assert.Equal(StorageNodeReason.NoTargetSliversSpecified, refused.Reason);
    }

    private async Task AssertRefusedAsync(StorageNodeReason reason, int code, SymbolFilter filter, CommitteeMember member, BlobId? blob = null)
    {
        StorageNodeRefusedException refused = await Assert.ThrowsAsync<StorageNodeRefusedException>(
            () => Node(member).GetRecoverySymbolsAsync(blob ?? Metadata.BlobId, filter, Metadata.SymbolSize, Test));
        Assert.Equal((reason, code), (refused.Reason, refused.HttpStatus));
    }

    private async Task<GeneralRecoverySymbol[]> ProvenAsync(CommitteeMember member, SymbolFilter filter)
    {
        using PooledBytes body = await Node(member).GetRecoverySymbolsAsync(Metadata.BlobId, filter, Metadata.SymbolSize, Test);
        return Parse(body.Memory.Span);
    }

    private static GeneralRecoverySymbol[] Parse(ReadOnlySpan<byte> body)
    {
        BcsReader reader = new(body);
        GeneralRecoverySymbol[] symbols = reader.Vector<GeneralRecoverySymbol>();
        reader.End();
        return symbols;
    }

    private StorageNodeClient Node(CommitteeMember member) => fixture.Network.Services(0).GetRequiredService<StorageNodeClients>().For(member.Url);

    /// <summary>A network with one blob.</summary>
    public sealed class StoredFixture : IAsyncLifetime
    {
        public WalrusNetwork Network { get; private set; } = null!;

        public VerifiedBlobMetadata Metadata { get; private set; } = null!;

        public async ValueTask InitializeAsync()
        {
            Network = await WalrusNetwork.StartAsync(new() { Nodes = 10, Shards = 31, Silos = 1, Seed = 61 });
            StoredBlob blob = await Network.Client.StoreAsync(Content.Of(61, 70_000), epochs: 3);
            CommitteeSnapshot committee = Network.Services(0).GetRequiredService<CommitteeDirectory>().Current;
            Metadata = await Network.Services(0).GetRequiredService<Walrus.Client.Reading.BlobReader>().ReadMetadataAsync(blob.BlobId, committee, default);
        }

        public async ValueTask DisposeAsync() => await Network.DisposeAsync();
    }
}
