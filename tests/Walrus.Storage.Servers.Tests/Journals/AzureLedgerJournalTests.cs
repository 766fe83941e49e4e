using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Models;
using Azure.Storage.Blobs.Specialized;
using Walrus.Servers;
using Walrus.Storage.Journals;
using Walrus.Storage.Tests;
using Walrus.Storage.Tests.Journals;

namespace Walrus.Storage.Servers.Tests.Journals;

public sealed class AzureLedgerJournalTests(AzuriteServer server) : AzureLedgerJournalConformance(server, new AzureJournalOptions());

/// <summary>Segments so small that nearly every append begins a new one, and blocks so small that records are cut.</summary>
public sealed class AzureLedgerJournalWithSmallSegmentsTests(AzuriteServer server) : AzureLedgerJournalConformance(
    server, new AzureJournalOptions { SegmentBytes = 300, SegmentBlocks = 20, BlockBytes = 50 });

public abstract class AzureLedgerJournalConformance(AzuriteServer server, AzureJournalOptions options) : LedgerJournalConformance
{
    private readonly AzureJournalOptions _options = options with { PollInterval = TimeSpan.FromMilliseconds(5) };
    private BlobContainerClient _container = null!;

    public override async ValueTask InitializeAsync()
    {
        _container = await server.GetContainerAsync();
        await base.InitializeAsync();
    }

    protected override ILedgerJournal Create() => new AzureLedgerJournal(_container, _options);

    [Fact]
    public async Task Of_two_writers_the_slower_is_told_and_writes_nothing()
    {
        await using ILedgerJournal second = Create();
        await Journal.AcquireWriterAsync(Cancel);
        await Journal.AppendAsync(0, [Bytes.Of("a")], Cancel);
        Assert.Equal(1, await second.AcquireWriterAsync(Cancel));
        Assert.Equal(2, await second.AppendAsync(1, [Bytes.Of("second's")], Cancel));
        JournalConflictException conflict = await Assert.ThrowsAsync<JournalConflictException>(
            async () => await Journal.AppendAsync(1, [Bytes.Of("first's")], Cancel));
        Assert.Equal((1, 2), (conflict.Expected, conflict.Head));
        await Assert.ThrowsAsync<JournalUnknownOutcomeException>(async () => await Journal.AppendAsync(2, [Bytes.Of("first's")], Cancel));
        Assert.Equal(2, await Journal.AcquireWriterAsync(Cancel));
        Assert.Equal(3, await Journal.AppendAsync(2, [Bytes.Of("first's")], Cancel));
        await using ILedgerJournal reader = Create();
        Assert.Equal([(0, "a"), (1, "second's"), (2, "first's")], await ReadAsync(reader, 0));
    }

    [Fact]
    public async Task Writers_that_fight_leave_one_journal_without_gaps()
    {
        const int each = 12;
        await Task.WhenAll(Enumerable.Range(0, 3).Select(writer => Task.Run(() => FightAsync(writer, each), Cancel)));
        await using ILedgerJournal reader = Create();
        List<(long Position, string Text)> records = await ReadAsync(reader, 0);
        Assert.Equal(Enumerable.Range(0, 3 * each).Select(position => (long)position), records.Select(record => record.Position));
        for (int writer = 0; writer < 3; writer++)
        {
            IEnumerable<string> mine = records.Select(record => record.Text).Where(text => text.StartsWith($"{writer}:", StringComparison.Ordinal));
            Assert.Equal(Enumerable.Range(0, each).Select(round => $"{writer}:{round}"), mine);
        }
    }

    [Fact]
    public async Task A_torn_end_is_left_behind_and_who_still_writes_it_is_fenced_off()
    {
        await Journal.AcquireWriterAsync(Cancel);
        await Journal.AppendAsync(0, [Bytes.Of("a"), Bytes.Of("b")], Cancel);
        string last = (await NamesAsync())[^1];
        AppendBlobClient blob = _container.GetAppendBlobClient(last);
        await blob.AppendBlockAsync(BinaryData.FromString("WJR1 and then it stopped").ToStream(), cancellationToken: Cancel);
        long torn = (await blob.GetPropertiesAsync(cancellationToken: Cancel)).Value.ContentLength;
        await using ILedgerJournal second = Create();
        Assert.Equal([(0, "a"), (1, "b")], await ReadAsync(second, 0));
        Assert.Equal(2, await second.AcquireWriterAsync(Cancel));
        Assert.Equal(3, await second.AppendAsync(2, [Bytes.Of("c")], Cancel));
        Assert.Equal([(0, "a"), (1, "b"), (2, "c")], await ReadAsync(second, 0));
        Assert.True((await blob.GetPropertiesAsync(cancellationToken: Cancel)).Value.ContentLength > torn);
        await Assert.ThrowsAsync<JournalConflictException>(async () => await Journal.AppendAsync(2, [Bytes.Of("late")], Cancel));
        await using ILedgerJournal third = Create();
        Assert.Equal(3, await third.AcquireWriterAsync(Cancel));
    }

    [Fact]
    public async Task A_segment_that_was_created_and_not_begun_is_begun_by_the_next_writer()
    {
        await Journal.AcquireWriterAsync(Cancel);
        await Journal.AppendAsync(0, [Bytes.Of("a")], Cancel);
        int segments = (await NamesAsync()).Count;
        await _container.GetAppendBlobClient(AzureSegmentHead.BlobName(_options.Prefix, segments + 1)).CreateAsync(cancellationToken: Cancel);
        await using ILedgerJournal second = Create();
        Assert.Equal([(0, "a")], await ReadAsync(second, 0));
        Assert.Equal(1, await second.AcquireWriterAsync(Cancel));
        for (int i = 1; i < 12; i++)
            await second.AppendAsync(i, [Bytes.Random(i, 60)], Cancel);
        await using ILedgerJournal third = Create();
        Assert.Equal(12, await third.AcquireWriterAsync(Cancel));
    }

    [Fact]
    public async Task Another_instance_follows_from_segment_to_segment()
    {
        await Journal.AcquireWriterAsync(Cancel);
        await using ILedgerJournal reader = Create();
        Task<List<string>> following = FollowAsync(reader, 20);
        for (int i = 0; i < 20; i++)
            await Journal.AppendAsync(i, [Bytes.Of($"{i}")], Cancel);
        Assert.Equal(Enumerable.Range(0, 20).Select(i => $"{i}"), await following);
    }

    [Fact]
    public async Task Damage_is_found_by_readers_and_refused_by_the_writer()
    {
        await Journal.AcquireWriterAsync(Cancel);
        for (int i = 0; i < 12; i++)
            await Journal.AppendAsync(i, [Bytes.Of($"record {i}")], Cancel);
        await using ILedgerJournal other = Create();
        Assert.Equal(12, await other.GetHeadAsync(Cancel));
        string first = (await NamesAsync())[0];
        byte[] bytes = (await _container.GetBlobClient(first).DownloadContentAsync(Cancel)).Value.Content.ToArray();
        bytes[AzureSegmentHead.Length + 36] ^= 1;
        AppendBlobClient blob = _container.GetAppendBlobClient(first);
        await blob.CreateAsync(cancellationToken: Cancel);
        await blob.AppendBlockAsync(new MemoryStream(bytes), cancellationToken: Cancel);
        JournalCorruptedException read = await Assert.ThrowsAsync<JournalCorruptedException>(() => ReadAsync(other, 0));
        Assert.Equal((first, AzureSegmentHead.Length), (read.File, read.Offset));
        await Assert.ThrowsAsync<JournalCorruptedException>(async () => await other.AcquireWriterAsync(Cancel));
    }

    [Fact]
    public async Task A_missing_segment_is_refused()
    {
        await Journal.AcquireWriterAsync(Cancel);
        for (int i = 0; i < 12; i++)
            await Journal.AppendAsync(i, [Bytes.Random(i, 60)], Cancel);
        await _container.DeleteBlobAsync((await NamesAsync())[0], cancellationToken: Cancel);
        await using ILedgerJournal other = Create();
        if ((await NamesAsync()).Count > 0)
            await Assert.ThrowsAsync<JournalCorruptedException>(async () => await other.AcquireWriterAsync(Cancel));
        else
            Assert.Equal(0, await other.AcquireWriterAsync(Cancel));
    }

    [Fact]
    public async Task Who_cannot_be_reached_is_named()
    {
        var nobody = new BlobContainerClient(
            "DefaultEndpointsProtocol=http;AccountName=a;AccountKey=a2V5;BlobEndpoint=http://127.0.0.1:1/a;", "c",
            new BlobClientOptions { Retry = { MaxRetries = 1, Delay = TimeSpan.FromMilliseconds(1) } });
        await using var journal = new AzureLedgerJournal(nobody, _options);
        IOException error = await Assert.ThrowsAsync<IOException>(async () => await journal.AcquireWriterAsync(Cancel));
        Assert.Contains("127.0.0.1:1", error.Message, StringComparison.Ordinal);
        await Assert.ThrowsAsync<IOException>(async () => await journal.GetHeadAsync(Cancel));
    }

    private async Task FightAsync(int writer, int count)
    {
        await using ILedgerJournal journal = Create();
        long head = await journal.AcquireWriterAsync(Cancel);
        for (int round = 0; round < count;)
        {
            try
            {
                head = await journal.AppendAsync(head, [Bytes.Of($"{writer}:{round}")], Cancel);
                round++;
            }
            catch (Exception error) when (error is JournalConflictException or JournalUnknownOutcomeException)
            {
                head = await journal.AcquireWriterAsync(Cancel);
                List<(long Position, string Text)> records = await ReadAsync(journal, 0);
                // An append of unknown outcome may be there.
                round = records.Count(record => record.Text.StartsWith($"{writer}:", StringComparison.Ordinal));
            }
        }
    }

    private async Task<List<string>> NamesAsync()
    {
        List<string> names = [];
        await foreach (BlobItem item in _container.GetBlobsAsync(BlobTraits.None, BlobStates.None, _options.Prefix, Cancel))
            names.Add(item.Name);
        return names;
    }
}
