using Walrus.Testing;

namespace Walrus.Server.Tests;

/// <summary>
/// The table of points on a blob's way through the server at which it is killed; those inside stores and journals have a table of their own.
/// Nothing acknowledged is lost, nothing is half there, no WAL appears or disappears, and the next start goes on.
/// </summary>
public sealed class KillPointTests
{
    private const int BlobsAtMost = 12;
    private const string ThisProgram = "Walrus.Server.Tests.dll";

    [Theory]
    [InlineData(ServerKillPoint.Received, 3)]
    [InlineData(ServerKillPoint.Ordered, 5)]
    [InlineData(ServerKillPoint.Appended, 5)]
    [InlineData(ServerKillPoint.Registered, 3)]
    [InlineData(ServerKillPoint.AskedToConfirm, 14)]
    [InlineData(ServerKillPoint.Signed, 14)]
    [InlineData(ServerKillPoint.Confirmed, 3)]
    [InlineData(ServerKillPoint.Certified, 3)]
    public async Task A_server_killed_here_keeps_what_it_acknowledged(string place, int count)
    {
        using DataFolder data = new();
        ServerPorts ports = ServerPorts.Find();
        int acknowledged = 0;
        await using (ServerProcessHandle server = await ServerProcessHandle.StartAsync(
            ServerProcessHandle.Arguments(ports, data.Path, "--nodes", "4", "--shards", "10"), new ServerKillPoint(place, count).ToEnvironment(), ports.Gateway, ThisProgram))
        {
            while (acknowledged < BlobsAtMost && await StoresAsync(server, acknowledged))
                acknowledged++;
            await server.WaitForExitAsync();
        }

        Assert.InRange(acknowledged, 1, BlobsAtMost - 1);
        await using ServerProcessHandle again = await ServerProcessHandle.StartAsync(ports, data.Path);
        for (int i = 0; i <= acknowledged; i++)
            await StoredBlobs.AssertWholeOrAbsentAsync(again, Bytes(i), mustBeThere: i < acknowledged);
        // What the killed server left half done stands in nobody's way.
        Assert.True(await StoresAsync(again, acknowledged));
        await StoredBlobs.AssertWholeOrAbsentAsync(again, Bytes(acknowledged), mustBeThere: true);
        Assert.Equal(0, await again.TerminateAsync());
        await StoredBlobs.AssertMoneyAddsUpAsync(data.Path);
    }

    private static async Task<bool> StoresAsync(ServerProcessHandle server, int blob)
    {
        try
        {
            await new WalrusTestClient(server.Gateway).StoreAsync(Bytes(blob), epochs: 5);
            return true;
        }
        catch (HttpRequestException)
        {
            // Killed under this upload: not acknowledged.
            return false;
        }
    }

    private static byte[] Bytes(int seed)
    {
        byte[] bytes = new byte[2_000 + seed * 700];
        new Random(seed).NextBytes(bytes);
        return bytes;
    }
}
