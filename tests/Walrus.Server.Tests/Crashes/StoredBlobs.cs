using System.Net;
using Walrus.Core.Bcs;
using Walrus.Core.Encoding;
using Walrus.Core.Identifiers;
using Walrus.Core.Messages;
using Walrus.Core.Parameters;
using Walrus.Ledger;
using Walrus.Ledger.Journals;
using Walrus.Storage.Journals;

namespace Walrus.Server.Tests;

/// <summary>What must hold after a crash of a network of ten shards.</summary>
internal static class StoredBlobs
{
    /// <summary>A blob reads back whole; one that was not acknowledged may be absent instead.</summary>
    public static async Task AssertWholeOrAbsentAsync(ServerProcessHandle server, byte[] content, bool mustBeThere)
    {
        BlobId id = new BlobEncoder(new RedStuffParameters(10)).ComputeMetadata(new MemoryBlobSource(content)).BlobId;
        using HttpResponseMessage answer = await server.Gateway.GetAsync(new Uri($"/v1/blobs/{id}", UriKind.Relative), TestContext.Current.CancellationToken);
        if (!mustBeThere && answer.StatusCode == HttpStatusCode.NotFound)
            return;
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Equal(content, await answer.Content.ReadAsByteArrayAsync(TestContext.Current.CancellationToken));
    }

    /// <summary>Replays the journal with the invariants checked, among them the conservation of WAL, after every block.</summary>
    public static async Task AssertMoneyAddsUpAsync(string data)
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
}
