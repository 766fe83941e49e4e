using System.Diagnostics;
using Microsoft.Extensions.DependencyInjection;
using Walrus.Client.Buffers;
using Walrus.Client.Committees;
using Walrus.Client.StorageNodes;
using Walrus.Core.Bcs;
using Walrus.Core.Identifiers;
using Walrus.Core.Metadata;
using Walrus.Core.Slivers;
using Walrus.Grains.Ledger;
using Walrus.Grains.Nodes;
using Walrus.Storage.Slivers;
using Walrus.Testing;

namespace Walrus.Grains.Tests.Networks;

/// <summary>Looks at what single nodes of a network hold and answer.</summary>
internal static class NodeWatch
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(50);

    private static CancellationToken Test => TestContext.Current.CancellationToken;

    /// <summary>Stores blobs of these lengths.</summary>
    public static async Task<IReadOnlyList<StoredBlob>> StoreAsync(WalrusNetwork network, params int[] lengths)
    {
        List<StoredBlob> stored = [];
        foreach (int length in lengths)
            stored.Add(await network.Client.StoreAsync(Content.Of(length, length), epochs: 5));
        return stored;
    }

    /// <summary>Waits until something holds. A failure says what was found instead.</summary>
    public static Task EventuallyAsync(Func<bool> holds, string what, Func<string>? found = null) =>
        EventuallyAsync(() => Task.FromResult(holds()), what, found);

    /// <summary>Waits until something holds. A failure says what was found instead.</summary>
    public static async Task EventuallyAsync(Func<Task<bool>> holds, string what, Func<string>? found = null)
    {
        long begun = Stopwatch.GetTimestamp();
        using PeriodicTimer look = new(Look);
        while (!await holds())
        {
            Assert.True(Stopwatch.GetElapsedTime(begun) < Limit, $"Not within {Limit.TotalSeconds} s: {what}. {found?.Invoke()}");
            await look.WaitForNextTickAsync(Test);
        }
    }

    /// <summary>What a node's process knows of a blob and has to do about it.</summary>
    public static string Describe(WalrusTestNode node, BlobId blob)
    {
        LocalNode local = node.Services.GetRequiredService<LocalNodes>().Get($"node-{node.Index}");
        int backlog = node.Services.GetRequiredService<NodeHealers>().For(local).Backlog;
        return node.Services.GetRequiredService<LedgerReplica>().Read(machine =>
            $"Node {node.Index} at event {machine.NextEventPosition}: certified {machine.IsCertified(blob)}, {node.Store.ListSlivers(blob).Count} slivers, {backlog} to heal.");
    }

    /// <summary>Waits until the node holds what it owes of a blob.</summary>
    public static Task EventuallyHoldsAsync(WalrusNetwork network, int index, BlobId blob) => EventuallyAsync(
        () => network.Nodes[index].Store.ContainsMetadata(blob) && Member(network, index).Shards.All(shard => network.Nodes[index].Store.HoldsPair(blob, shard)),
        $"node {index} holds what it owes of blob {blob}");

    /// <summary>What the node answers verifies, sliver by sliver.</summary>
    public static async Task AssertServesAsync(WalrusNetwork network, int index, BlobId blob)
    {
        StorageNodeClient node = Clients(network).For(Member(network, index).Url);
        using PooledBytes metadata = await node.GetMetadataAsync(blob, Test);
        VerifiedBlobMetadata verified = VerifiedBlobMetadata.Verify(blob, BcsFormat.FromBytes<BlobMetadataWithId>(metadata.Memory.Span).Metadata, Committee(network).Parameters);
        foreach (ShardIndex shard in Member(network, index).Shards)
        {
            foreach (Axis axis in new[] { Axis.Primary, Axis.Secondary })
            {
                using PooledBytes sliver = await GetAsync(network, new SliverKey(blob, shard, axis));
                SliverVerifier.Verify(Sliver.FromBytes(sliver.Memory, axis), verified);
            }
        }
    }

    /// <summary>A sliver, from the node that owes it.</summary>
    public static Task<PooledBytes> GetAsync(WalrusNetwork network, SliverKey key) => Clients(network)
        .For(Committee(network).HolderOf(key.Shard).Url)
        .GetSliverAsync(key.Blob, Committee(network).Parameters.PairOf(key.Shard, key.Blob), key.Axis, Test);

    /// <summary>The nodes that had the node's shards in the epoch before.</summary>
    public static IEnumerable<int> SourcesOf(WalrusNetwork network, int index) => Member(network, index).Shards
        .Select(shard => Committee(network).Previous!.HolderOf(shard).Name)
        .Select(name => network.Nodes.Single(node => node.Name == name).Index)
        .Distinct();

    public static CommitteeSnapshot Committee(WalrusNetwork network) => network.Services(0).GetRequiredService<CommitteeDirectory>().Current;

    public static CommitteeMember Member(WalrusNetwork network, int index) => Committee(network).Members.Single(member => member.Name == $"node-{index}");

    public static StorageNodeClient Client(WalrusNetwork network, int index) => Clients(network).For(Member(network, index).Url);

    private static StorageNodeClients Clients(WalrusNetwork network) => network.Services(0).GetRequiredService<StorageNodeClients>();
}
