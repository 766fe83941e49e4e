using System.Security.Cryptography;

namespace Walrus.Storage.Journals;

/// <summary>Settings of a <see cref="LocalLedgerJournal"/>.</summary>
public sealed record LocalJournalOptions
{
    /// <summary>A new segment file is begun once the current one has reached this many bytes (64 MiB).</summary>
    public long SegmentBytes { get; init; } = 64 << 20;

    /// <summary>How often a reader that is not the writer looks whether the journal has grown.</summary>
    public TimeSpan PollInterval { get; init; } = TimeSpan.FromMilliseconds(50);

    /// <summary>Clock of the poll interval.</summary>
    public TimeProvider Time { get; init; } = TimeProvider.System;

    /// <summary>Makes the identity of a new journal; from the operating system's generator.</summary>
    public Func<Guid> NewId { get; init; } = () => new Guid(RandomNumberGenerator.GetBytes(16));
}
