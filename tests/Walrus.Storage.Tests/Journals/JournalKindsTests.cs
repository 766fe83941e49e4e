using Walrus.Storage.Devices;
using Walrus.Storage.Journals;

namespace Walrus.Storage.Tests.Journals;

public sealed class MemoryLedgerJournalTests : LedgerJournalConformance
{
    protected override ILedgerJournal Create() => new MemoryLedgerJournal();

    [Fact]
    public async Task Disposing_leaves_it_usable_for_the_next_silo()
    {
        await Journal.AcquireWriterAsync(Cancel);
        await Journal.AppendAsync(0, [Bytes.Of("a")], Cancel);
        await Journal.DisposeAsync();
        Assert.Equal([(0, "a")], await ReadAsync(0));
    }
}

public sealed class LocalLedgerJournalTests : LedgerJournalConformance
{
    private readonly TemporaryFolder _folder = new();

    protected override ILedgerJournal Create() => new LocalLedgerJournal(_folder.Path);

    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        _folder.Dispose();
    }
}

/// <summary>Segments so small that nearly every append begins a new one.</summary>
public sealed class LocalLedgerJournalWithSmallSegmentsTests : LedgerJournalConformance
{
    private readonly MemoryDevice _device = new();

    protected override ILedgerJournal Create() => new LocalLedgerJournal(_device, new LocalJournalOptions { SegmentBytes = 200 });
}
