using Walrus.Storage.Devices;
using Walrus.Storage.Journals;

namespace Walrus.Storage.Tests.Journals;

/// <summary>The bytes of version 2, as <c>docs/storage-format.md</c> gives them. A change here needs a new version there.</summary>
public sealed class JournalFormatTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_bytes_are_golden()
    {
        var disk = new MemoryDevice();
        var options = new LocalJournalOptions { NewId = () => new Guid("000102030405060708090a0b0c0d0e0f") };
        await using (var journal = new LocalLedgerJournal(disk, options))
        {
            await journal.AcquireWriterAsync(Cancel);
            await journal.AppendAsync(0, [Bytes.Of("walrus"), Bytes.Of("")], Cancel);
        }
        await using (var journal = new LocalLedgerJournal(disk, options with { SegmentBytes = 1 }))
        {
            await journal.AcquireWriterAsync(Cancel);
            Assert.Equal(GoldenHead, Convert.ToHexStringLower(disk.Read("head").AsSpan(0, 48)));
            await journal.AppendAsync(2, [Bytes.Of("next")], Cancel);
        }
        Assert.Equal(["00000000000000000000.journal", "00000000000000000002.journal", "head"], disk.List());
        Assert.Equal(GoldenSegment, Convert.ToHexStringLower(disk.Read("00000000000000000000.journal")));
        Assert.Equal(GoldenNextHeader, Convert.ToHexStringLower(disk.Read("00000000000000000002.journal").AsSpan(0, 64)));
    }

    private const string GoldenSegment =
        "57414c4a4f55524e0200000000000000030201000504070608090a0b0c0d0e0f00000000000000000000000000000000000000000000000000000000" +
        "36aee767574a523106000000000000000000000000000000000000002ec7d2810d74c28677616c727573574a52310000000001000000000000000000" +
        "000000000000a0670fdafc25561b";

    private const string GoldenNextHeader = "57414c4a4f55524e0200000000000000030201000504070608090a0b0c0d0e0f0200000000000000a0670fda00000000000000008600000000000000ba2ad33d";

    private const string GoldenHead =
        "57414c48454144310200000000000000020000000000000000000000000000008600000000000000a0670fda39f5200c";
}
