using System.Diagnostics;
using Microsoft.Extensions.Time.Testing;
using Walrus.Client.Committees;
using Walrus.Client.StorageNodes;
using Walrus.Client.Work;
using Walrus.Core.Identifiers;
using Walrus.Core.Parameters;
using Walrus.Core.Signatures;

namespace Walrus.Client.Tests.Network;

/// <summary>A committee of memory nodes behind the real endpoints, each reached by a way with a fault switch.</summary>
internal sealed class MemoryNetwork : IStorageNodeConnector, IAsyncDisposable
{
    private readonly List<NodeHost> _hosts = [];
    private readonly Dictionary<Uri, FaultyWay> _byUrl = [];

    private MemoryNetwork(RedStuffParameters parameters)
    {
        Parameters = parameters;
        Clients = new StorageNodeClients(this, parameters, Time);
    }

    public RedStuffParameters Parameters { get; }

    public FakeTimeProvider Time { get; } = new();

    /// <summary>When the network was started.</summary>
    public DateTimeOffset Start { get; } = new FakeTimeProvider().GetUtcNow();

    public CommitteeSnapshot Committee { get; private set; } = null!;

    public List<MemoryNode> Nodes { get; } = [];

    public List<FaultyWay> Ways { get; } = [];

    public StorageNodeClients Clients { get; }

    public BoundedWork Work { get; } = new(2);

    public static async Task<MemoryNetwork> StartAsync(int nodes, int shards)
    {
        MemoryNetwork network = new(new RedStuffParameters(shards));
        List<CommitteeMember> members = [];
        for (int i = 0; i < nodes; i++)
            members.Add(await network.AddAsync(i, Enumerable.Range(0, shards).Where(shard => shard % nodes == i)));
        network.Committee = new CommitteeSnapshot(new Epoch(5), network.Parameters, members);
        return network;
    }

    public HttpMessageHandler HandlerFor(Uri nodeUrl) => _byUrl[nodeUrl];

    public void Break(NodeFault fault, params IEnumerable<int> nodes)
    {
        foreach (int node in nodes)
            Ways[node].Fault = fault;
    }

    /// <summary>Lets the other tasks run until something holds.</summary>
    public static async Task UntilAsync(Func<bool> condition)
    {
        while (!condition())
        {
            TestContext.Current.CancellationToken.ThrowIfCancellationRequested();
            await Task.Yield();
        }
    }

    /// <summary>Moves the clock on whenever nothing is under way but what waits for it, until the task has ended.</summary>
    public async Task<T> PumpAsync<T>(Task<T> task)
    {
        await PumpUntilAsync(() => task.IsCompleted);
        return await task;
    }

    /// <summary>
    /// Moves the clock on whenever nothing is under way but what waits for it, until something holds; ten times as fast
    /// as time goes by, so that work which cannot be seen from here takes hardly any of it.
    /// </summary>
    public async Task PumpUntilAsync(Func<bool> condition)
    {
        Stopwatch quiet = Stopwatch.StartNew();
        while (!condition())
        {
            TestContext.Current.CancellationToken.ThrowIfCancellationRequested();
            await Task.Yield();
            if (Work.Running > 0 || Ways.Any(way => way.Busy > 0))
                quiet.Restart();
            if (quiet.ElapsedMilliseconds < 5)
                continue;
            Time.Advance(TimeSpan.FromMilliseconds(50));
            quiet.Restart();
        }
    }

    public async ValueTask DisposeAsync()
    {
        foreach (NodeHost host in _hosts)
            await host.DisposeAsync();
        Work.Dispose();
    }

    private async Task<CommitteeMember> AddAsync(int index, IEnumerable<int> shards)
    {
        byte[] seed = new byte[32];
        seed[0] = (byte)(index + 1);
        BlsSecretKey key = BlsSecretKey.FromSeed(seed);
        MemoryNode node = new(Parameters, key) { Committee = () => Committee, Index = index };
        NodeHost host = await NodeHost.StartAsync(node, Time);
        _hosts.Add(host);
        Uri url = new($"http://node-{index}.test/");
        FaultyWay way = new(host.Handler);
        _byUrl.Add(url, way);
        Nodes.Add(node);
        Ways.Add(way);
        return new CommitteeMember(new ObjectId(seed), $"node-{index}", url, key.PublicKey.Bytes, shards.Select(shard => new ShardIndex(shard)));
    }
}
