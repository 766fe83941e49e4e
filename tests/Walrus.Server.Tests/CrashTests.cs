using System.Collections.Concurrent;
using System.Net;
using Walrus.Core.Bcs;
using Walrus.Core.Encoding;
using Walrus.Core.Identifiers;
using Walrus.Core.Messages;
using Walrus.Core.Parameters;
using Walrus.Ledger;
using Walrus.Ledger.Journals;
using Walrus.Storage.Journals;
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
            await AssertWholeOrAbsentAsync(again, contents[i], mustBeThere: acknowledged.ContainsKey(i));
        Assert.Equal(0, await again.TerminateAsync());
        await AssertMoneyAddsUpAsync(data.Path);
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

    private static async Task AssertWholeOrAbsentAsync(ServerProcessHandle server, byte[] content, bool mustBeThere)
    {
        BlobId id = new BlobEncoder(new RedStuffParameters(10)).ComputeMetadata(new MemoryBlobSource(content)).BlobId;
        using HttpResponseMessage answer = await server.Gateway.GetAsync(new Uri($"/v1/blobs/{id}", UriKind.Relative), TestContext.Current.CancellationToken);
        if (!mustBeThere && answer.StatusCode == HttpStatusCode.NotFound)
            return;
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Equal(content, await answer.Content.ReadAsByteArrayAsync(TestContext.Current.CancellationToken));
    }

    /// <summary>Replays the journal with the invariants checked, among them the conservation of WAL, after every block.</summary>
    private static async Task AssertMoneyAddsUpAsync(string data)
    {
        await using LocalLedgerJournal journal = new(Path.Combine(data, "ledger"));
        LedgerMachine? machine = null;
        await foreach (JournalRecord record in journal.ReadAsync(0, TestContext.Current.CancellationToken))
        {
            JournalEntry entry = BcsFormat.FromBytes<JournalEntry>(record.Bytes.Span);
            if (entry is JournalEntry.Founding founding)
                machine = new LedgerMachine(founding.Genesis, new CertificateVerifier(new BlsAggregateVerifier()));
            else if (entry is JournalEntry.Appended appended)
                machine!.Apply(appended.Block);
            Assert.Empty(LedgerInvariants.Check(machine!));
        }

        Assert.True(machine!.Head.Height > 0);
    }

    private static byte[] Bytes(int seed)
    {
        byte[] bytes = new byte[1_000 + seed * 37 % 60_000];
        new Random(seed).NextBytes(bytes);
        return bytes;
    }
}
