using System.Buffers;
using System.Collections.Concurrent;
using Walrus.Client.Buffers;
using Walrus.Client.Tests.Network;
using Walrus.Client.Work;
using Walrus.Core.Identifiers;
using Walrus.Core.Parameters;
using Walrus.Core.Recovery;
using Walrus.Node.Recovery;
using Walrus.Storage.Slivers;

namespace Walrus.Client.Tests.Node;

/// <summary>A sliver is expanded once for many symbols, within the memory there is, and never when it is damaged.</summary>
public sealed class SliverExpansionsTests : IDisposable
{
    private static readonly RedStuffParameters Parameters = new(10);
    private readonly EncodedBlob _blob = EncodedBlob.Encode(Parameters, EncodedBlob.Pattern(28 * 100, 7));
    private readonly BoundedWork _work = new(2);
    private readonly Source _source;

    public SliverExpansionsTests() => _source = new Source(_blob);

    private static CancellationToken Test => TestContext.Current.CancellationToken;

    private int Each => Parameters.Shards * (_blob.Metadata.SymbolSize + 64);

    [Fact]
    public async Task Those_who_ask_at_once_and_later_share_one_expansion()
    {
        SliverExpansions expansions = new(_source, _work, Each);
        SliverExpansion?[] found = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => FindAsync(expansions, 3)));
        Assert.Same(Assert.Single(found.Distinct()), await FindAsync(expansions, 3));
        Assert.Equal(1, _source.Reads(Key(3)));
        Assert.Equal(_blob.Metadata.RootOf(new SliverIndex(3), Axis.Primary), found[0]!.Root);
    }

    [Fact]
    public async Task The_least_recently_used_make_room()
    {
        SliverExpansions expansions = new(_source, _work, 2 * Each);
        foreach (int index in (int[])[1, 2, 1, 3, 1, 2])
            Assert.NotNull(await FindAsync(expansions, index));
        Assert.Equal(2 * Each, expansions.Bytes);
        Assert.Equal((1, 2, 1), (_source.Reads(Key(1)), _source.Reads(Key(2)), _source.Reads(Key(3))));
    }

    [Fact]
    public async Task What_is_larger_than_all_memory_is_given_and_not_kept()
    {
        SliverExpansions expansions = new(_source, _work, Each - 1);
        Assert.NotNull(await FindAsync(expansions, 1));
        Assert.NotNull(await FindAsync(expansions, 1));
        Assert.Equal((2, 0), (_source.Reads(Key(1)), (int)expansions.Bytes));
    }

    [Fact]
    public async Task What_is_not_the_blob_s_is_dropped_and_forgotten()
    {
        SliverExpansions expansions = new(_source, _work, 10 * Each);
        // A sliver of the blob, but not the one that belongs there; and one with another bit.
        _source.Replace(Key(4), _blob.Sliver(new SliverPairIndex(5), Axis.Primary));
        _source.Damage(Key(6));
        Assert.Null(await FindAsync(expansions, 4));
        Assert.Null(await FindAsync(expansions, 6));
        Assert.Equal([Key(4), Key(6)], _source.Dropped);
        Assert.Equal(0, expansions.Bytes);
        Assert.Null(await FindAsync(expansions, 6));
        Assert.Equal(1, _source.Reads(Key(6)));
    }

    [Fact]
    public async Task What_left_the_store_is_not_given_from_memory()
    {
        SliverExpansions expansions = new(_source, _work, 10 * Each);
        Assert.NotNull(await FindAsync(expansions, 8));
        await _source.DropAsync(Key(8));
        Assert.Null(await FindAsync(expansions, 8));
    }

    public void Dispose() => _work.Dispose();

    private SliverKey Key(int index) => new(_blob.Id, Parameters.ShardOf(new SliverPairIndex(index), _blob.Id), Axis.Primary);

    private Task<SliverExpansion?> FindAsync(SliverExpansions expansions, int index) => expansions.FindAsync(Key(index), _blob.Metadata, Test).AsTask();

    private sealed class Source : ISliverSource
    {
        private readonly ConcurrentDictionary<SliverKey, byte[]> _slivers = new();
        private readonly ConcurrentDictionary<SliverKey, int> _reads = new();

        public Source(EncodedBlob blob)
        {
            for (int pair = 0; pair < Parameters.Shards; pair++)
            {
                SliverPairIndex index = new(pair);
                _slivers[new SliverKey(blob.Id, Parameters.ShardOf(index, blob.Id), Axis.Primary)] = blob.Sliver(index, Axis.Primary);
            }
        }

        public List<SliverKey> Dropped { get; } = [];

        public int Reads(SliverKey key) => _reads.GetValueOrDefault(key);

        public void Replace(SliverKey key, byte[] sliver) => _slivers[key] = sliver;

        public void Damage(SliverKey key) => _slivers[key][10] ^= 1;

        public bool Contains(SliverKey key) => _slivers.ContainsKey(key);

        public ValueTask<IMemoryOwner<byte>?> ReadAsync(SliverKey key, CancellationToken cancellation)
        {
            _reads.AddOrUpdate(key, 1, static (_, count) => count + 1);
            return ValueTask.FromResult<IMemoryOwner<byte>?>(PooledBytes.Copy(_slivers[key]));
        }

        public ValueTask DropAsync(SliverKey key)
        {
            Dropped.Add(key);
            _slivers.TryRemove(key, out _);
            return ValueTask.CompletedTask;
        }
    }
}
