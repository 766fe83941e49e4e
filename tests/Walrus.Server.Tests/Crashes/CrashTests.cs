using System.Collections.Concurrent;
using Walrus.Core.Identifiers;
using Walrus.Testing;

namespace Walrus.Server.Tests;

public sealed class CrashTests
{
    private const int Uploads = 24;
    private static readonly string[] SmallNetwork = ["--nodes", "10", "--shards", "10"];

    [Theory]
    [InlineData(1)]
    [InlineData(6)]
    [InlineData(11)]
    public async Task Killed_in_the_middle_of_uploads_it_keeps_what_it_acknowledged_and_claims_nothing_else(int acknowledgedBeforeKill)
    {
        using DataFolder data = new();
        ServerPorts ports = ServerPorts.Find();
        byte[][] contents = [.. Enumerable.Range(0, Uploads).Select(i => Bytes(1000 * acknowledgedBeforeKill + i))];
        ConcurrentDictionary<int, BlobId> acknowledged = new();
        await using (ServerProcessHandle server = await ServerProcessHandle.StartAsync(ports, data.Path, SmallNetwork))
        {
            Task uploads = UploadAsync(server, contents, acknowledged);
            using PeriodicTimer look = new(TimeSpan.FromMilliseconds(2));
            while (acknowledged.Count < acknowledgedBeforeKill)
                await look.WaitForNextTickAsync(TestContext.Current.CancellationToken);
            await server.KillAsync();
            await uploads;
        }

        await using ServerProcessHandle again = await ServerProcessHandle.StartAsync(ports, data.Path);
        for (int i = 0; i < contents.Length; i++)
            await StoredBlobs.AssertWholeOrAbsentAsync(again, contents[i], mustBeThere: acknowledged.ContainsKey(i));
        Assert.Equal(0, await again.TerminateAsync());
        await StoredBlobs.AssertMoneyAddsUpAsync(data.Path);
    }

    [Fact]
    public async Task What_was_stored_reads_back_after_a_restart()
    {
        using DataFolder data = new();
        ServerPorts ports = ServerPorts.Find();
        byte[] bytes = Bytes(77);
        BlobId id;
        await using (ServerProcessHandle server = await ServerProcessHandle.StartAsync(ports, data.Path, SmallNetwork))
        {
            id = (await new WalrusTestClient(server.Gateway).StoreAsync(bytes, epochs: 5)).BlobId;
            Assert.Contains(server.Output, static line => line.Contains("development account", StringComparison.Ordinal));
            Assert.Equal(0, await server.TerminateAsync());
        }

        await using ServerProcessHandle again = await ServerProcessHandle.StartAsync(ports, data.Path);
        Assert.Equal(bytes, await new WalrusTestClient(again.Gateway).ReadAsync(id));
    }

    private static async Task UploadAsync(ServerProcessHandle server, byte[][] contents, ConcurrentDictionary<int, BlobId> acknowledged)
    {
        WalrusTestClient client = new(server.Gateway);
        await Parallel.ForEachAsync(Enumerable.Range(0, contents.Length), new ParallelOptions { MaxDegreeOfParallelism = 4 }, async (i, _) =>
        {
            try
            {
                acknowledged[i] = (await client.StoreAsync(contents[i], epochs: 5)).BlobId;
            }
            catch (Exception broken) when (broken is HttpRequestException or WalrusRequestException or TaskCanceledException)
            {
                // The server was killed under this upload: it is not acknowledged.
                Assert.False(acknowledged.ContainsKey(i));
            }
        });
    }

    private static byte[] Bytes(int seed)
    {
        byte[] bytes = new byte[1_000 + seed * 37 % 60_000];
        new Random(seed).NextBytes(bytes);
        return bytes;
    }
}
