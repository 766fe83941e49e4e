using System.Security.Cryptography;

namespace Walrus.Storage.Journals;

/// <summary>Settings of an <see cref="AzureLedgerJournal"/>.</summary>
public sealed record AzureJournalOptions
{
    /// <summary>What the names of the journal's blobs begin with; one container can hold several journals.</summary>
    public string Prefix { get; init; } = "ledger/";

    /// <summary>A segment is closed once it has reached this many bytes (1 GiB).</summary>
    public long SegmentBytes { get; init; } = 1 << 30;

    /// <summary>Blocks a segment may have; the service allows 50 000, of which one is kept for its end.</summary>
    public int SegmentBlocks { get; init; } = 49_999;

    /// <summary>Most bytes sent at once (4 MiB, what every version of the service takes).</summary>
    public int BlockBytes { get; init; } = 4 << 20;

    /// <summary>How often a reader that is not the writer looks whether the journal has grown.</summary>
    public TimeSpan PollInterval { get; init; } = TimeSpan.FromMilliseconds(200);

    /// <summary>Clock of the poll interval.</summary>
    public TimeProvider Time { get; init; } = TimeProvider.System;

    /// <summary>Makes the identity of a new journal; from the operating system's generator.</summary>
    public Func<Guid> NewId { get; init; } = () => new Guid(RandomNumberGenerator.GetBytes(16));
}
