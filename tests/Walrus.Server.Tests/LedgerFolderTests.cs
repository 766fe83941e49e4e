using Walrus.Core.Identifiers;
using Walrus.Testing;

namespace Walrus.Server.Tests;

/// <summary>What a start makes of the ledger's files.</summary>
public sealed class LedgerFolderTests
{
    private static readonly string[] SmallNetwork = ["--nodes", "4", "--shards", "10"];

    [Fact]
    public async Task A_process_that_stops_keeps_a_snapshot_and_starts_from_it()
    {
        using DataFolder data = new();
        ServerPorts ports = ServerPorts.Find();
        BlobId id = await StoreAsync(ports, data.Path, SmallNetwork);
        string snapshot = Assert.Single(Snapshots(data.Path));
        await using ServerProcessHandle again = await ServerProcessHandle.StartAsync(ports, data.Path);
        Assert.Equal(new byte[500], await new WalrusTestClient(again.Gateway).ReadAsync(id));
        Assert.DoesNotContain(again.Output, static line => line.Contains("passed over", StringComparison.Ordinal));
        Assert.Equal(0, await again.TerminateAsync());
        Assert.Contains(snapshot, Snapshots(data.Path));
    }

    [Fact]
    public async Task A_damaged_snapshot_and_a_torn_tail_of_the_journal_keep_no_start_back()
    {
        using DataFolder data = new();
        ServerPorts ports = ServerPorts.Find();
        BlobId id = await StoreAsync(ports, data.Path, SmallNetwork);
        Flip(Snapshots(data.Path).Single(), 0.5);
        using (FileStream journal = new(Segment(data.Path), FileMode.Append))
            journal.Write(new byte[100]);
        await using ServerProcessHandle again = await ServerProcessHandle.StartAsync(ports, data.Path);
        Assert.Equal(new byte[500], await new WalrusTestClient(again.Gateway).ReadAsync(id));
        Assert.Single(again.Output, static line => line.Contains("passed over", StringComparison.Ordinal));
        Assert.Equal(0, await again.TerminateAsync());
    }

    [Fact]
    public async Task A_journal_damaged_in_its_middle_is_refused_with_the_file_and_what_to_do()
    {
        using DataFolder data = new();
        ServerPorts ports = ServerPorts.Find();
        await StoreAsync(ports, data.Path, SmallNetwork);
        Flip(Segment(data.Path), 0.5);
        (int exitCode, string output) = await ServerProcessHandle.RunToEndAsync([.. ServerProcessHandle.Arguments(ports, data.Path)]);
        Assert.Equal(2, exitCode);
        Assert.Contains(Segment(data.Path), output, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", output, StringComparison.Ordinal);
    }

    private static async Task<BlobId> StoreAsync(ServerPorts ports, string data, string[] options)
    {
        await using ServerProcessHandle server = await ServerProcessHandle.StartAsync(ports, data, options);
        BlobId id = (await new WalrusTestClient(server.Gateway).StoreAsync(new byte[500], epochs: 5)).BlobId;
        Assert.Equal(0, await server.TerminateAsync());
        return id;
    }

    private static string[] Snapshots(string data) => Directory.GetFiles(Path.Combine(data, "ledger", "snapshots"), "snapshot-*");

    private static string Segment(string data) => Assert.Single(Directory.GetFiles(Path.Combine(data, "ledger"), "*.journal"));

    private static void Flip(string file, double at)
    {
        byte[] bytes = File.ReadAllBytes(file);
        bytes[(int)(bytes.Length * at)] ^= 0x10;
        File.WriteAllBytes(file, bytes);
    }
}
