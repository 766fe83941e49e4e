using System.Collections.Concurrent;
using System.Diagnostics;
using Walrus.Core.Identifiers;
using Walrus.Testing;

namespace Walrus.Cluster.Tests;

/// <summary>What is stored, and what is killed meanwhile.</summary>
internal sealed record LossPlan
{
    /// <summary>Blobs to store, as many in each round.</summary>
    public required int Blobs { get; init; }

    /// <summary>Bytes of the largest; the smallest has 1000, and sizes between are drawn evenly on a scale of logarithms.</summary>
    public required int LargestBlob { get; init; }

    /// <summary>Nodes that may be away at once.</summary>
    public required int AtOnce { get; init; }

    /// <summary>Uploads under way at once.</summary>
    public required int Uploads { get; init; }

    /// <summary>Rounds of killing nodes; in the middle one the process that orders the ledger is among them.</summary>
    public required int Kills { get; init; }

    /// <summary>How long the others may take to give up a killed process.</summary>
    public TimeSpan NoticedWithin { get; init; } = TimeSpan.FromSeconds(3);

    /// <summary>Draws sizes, bytes and who is killed.</summary>
    public required int Seed { get; init; }
}

/// <summary>Stores blobs through all gateways in turn while processes are killed and started again, then reads all of them through each gateway.</summary>
internal sealed class LossCampaign(ServerCluster cluster, LossPlan plan, ITestOutputHelper output) : IDisposable
{
    private const int Smallest = 1000;
    private const int Attempts = 8;
    private const int StoredMeanwhile = 4;
    private const int LinesAfterRefusal = 40;

    private readonly ConcurrentDictionary<int, BlobId> _acknowledged = new();
    private readonly SemaphoreSlim _due = new(0);
    private readonly long _started = Stopwatch.GetTimestamp();
    private int _refused;

    public void Dispose() => _due.Dispose();

    public async Task RunAsync()
    {
        Say($"seed {plan.Seed}");
        Task killing = KillAsync();
        int next = -1;
        await Task.WhenAll([killing, .. Enumerable.Range(0, plan.Uploads).Select(async _ =>
        {
            while (Interlocked.Increment(ref next) is int blob && blob < plan.Blobs)
            {
                await _due.WaitAsync(TestContext.Current.CancellationToken);
                await StoreAsync(blob);
            }
        })]);
        Say($"{_acknowledged.Count} blobs stored in {Stopwatch.GetElapsedTime(_started).TotalSeconds:F0} s, {_refused} attempts failed meanwhile");
        Assert.Equal(plan.Blobs, _acknowledged.Count);
        for (int gateway = 0; gateway < cluster.Gateways; gateway++)
            await ReadAllAsync(gateway);
        await CheckMembersAsync();
    }

    /// <summary>An upload that a killed process takes with it is not acknowledged: whoever uploads does so again, by another gateway.</summary>
    private async Task StoreAsync(int blob)
    {
        byte[] bytes = BytesOf(blob);
        for (int attempt = 1; ; attempt++)
        {
            int gateway = (blob + attempt) % cluster.Gateways;
            try
            {
                _acknowledged[blob] = (await new WalrusTestClient(cluster.Gateway(gateway)).StoreAsync(bytes, epochs: 5)).BlobId;
                return;
            }
            catch (Exception refused) when (attempt < Attempts && refused is HttpRequestException or WalrusRequestException or TaskCanceledException)
            {
                Interlocked.Increment(ref _refused);
                Say($"blob {blob} of {bytes.Length} bytes, attempt {attempt}, gateway {gateway}: {refused.Message}");
                Say(string.Join('\n', cluster.OutputOf(gateway).TakeLast(LinesAfterRefusal)));
            }
        }
    }

    private async Task KillAsync()
    {
        Random dice = new(plan.Seed);
        for (int round = 0; round < plan.Kills; round++)
        {
            int[] nodes = [.. Enumerable.Range(0, cluster.Nodes).OrderBy(_ => dice.Next()).Take(1 + dice.Next(plan.AtOnce))];
            if (round == plan.Kills / 2)
                nodes = await WithOrdererAsync(nodes);
            int already = _acknowledged.Count;
            _due.Release((plan.Blobs + plan.Kills - 1) / plan.Kills);
            await StoredAsync(already + 1);
            already = _acknowledged.Count;
            Say($"kill {string.Join(", ", nodes)} after {already} blobs");
            await Task.WhenAll(nodes.Select(cluster.KillNodeAsync));
            await StoredAsync(already + StoredMeanwhile);
            foreach (int node in nodes)
                await cluster.StartNodeAsync(node);
        }
    }

    private Task StoredAsync(int blobs) => UntilAsync(() => Task.FromResult(_acknowledged.Count >= Math.Min(blobs, plan.Blobs)));

    private async Task<int[]> WithOrdererAsync(int[] nodes)
    {
        string? orderer = null;
        await UntilAsync(async () => (orderer = await cluster.FindOrdererAsync()) is not null);
        Say($"the ledger is ordered by {orderer}");
        string[] parts = orderer!.Split('-');
        int index = int.Parse(parts[1], System.Globalization.CultureInfo.InvariantCulture);
        if (parts[0] == "node")
            return nodes.Contains(index) ? nodes : [index, .. nodes[1..]];
        await cluster.KillGatewayAsync(index);
        await cluster.StartGatewayAsync(index);
        return nodes;
    }

    /// <summary>Whoever was killed is given up in time, and nobody else ever is (rulings 23).</summary>
    private async Task CheckMembersAsync()
    {
        TimeSpan[] killed = await cluster.GivenUpAfterAsync();
        Say($"given up after {string.Join(", ", killed.Order().Select(static time => $"{time.TotalSeconds:F1}"))} s");
        Assert.Equal(killed.Length, (await cluster.Members.ReadAsync()).Count(static member => member.IsDead));
        Assert.All(killed, time => Assert.True(time <= plan.NoticedWithin, $"{time.TotalSeconds:F1} s"));
    }

    private static async Task UntilAsync(Func<Task<bool>> holds)
    {
        using CancellationTokenSource limit = new(TimeSpan.FromMinutes(3));
        using PeriodicTimer look = new(TimeSpan.FromMilliseconds(50));
        while (!await holds())
            await look.WaitForNextTickAsync(limit.Token);
    }

    private async Task ReadAllAsync(int gateway)
    {
        WalrusTestClient client = new(cluster.Gateway(gateway));
        foreach ((int blob, BlobId id) in _acknowledged)
        {
            byte[] read = await client.ReadAsync(id);
            Assert.True(BytesOf(blob).AsSpan().SequenceEqual(read), $"blob {blob} of seed {plan.Seed} reads back differently through gateway {gateway}");
        }
    }

    private void Say(string what) => output.WriteLine($"{Stopwatch.GetElapsedTime(_started).TotalSeconds:F1} s: {what}");

    private byte[] BytesOf(int blob)
    {
        Random random = new(plan.Seed * 1000 + blob);
        byte[] bytes = new byte[(int)(Smallest * Math.Pow((double)plan.LargestBlob / Smallest, random.NextDouble()))];
        random.NextBytes(bytes);
        return bytes;
    }
}
