namespace Walrus.Storage.Events;

/// <summary>
/// The events of a ledger in their order, so that those of any age can be read. It follows from executing the ledger, and can be made
/// again by that; it is no part of the ledger. One writer; readers on any thread meanwhile.
/// </summary>
public interface ILedgerEventLog : IAsyncDisposable
{
    /// <summary>From where on it has events.</summary>
    EventLogStart Start { get; }

    /// <summary>Position that the next event gets; the same as that of the start when there are none.</summary>
    ulong Next { get; }

    /// <summary>
    /// Makes <paramref name="start"/> the place to go on from. Events from there on are dropped; when those before do not reach up to there,
    /// they are dropped as well, and the log begins there.
    /// </summary>
    /// <exception cref="IOException">The device fails.</exception>
    /// <exception cref="StorageFormatException">The files were written by another version.</exception>
    ValueTask GoOnFromAsync(EventLogStart start, CancellationToken cancellationToken = default);

    /// <summary>Appends runs, the first of which begins at <see cref="Next"/>, each other one where the one before ends. Durable after <see cref="FlushAsync"/>.</summary>
    /// <exception cref="ArgumentException">They do not follow, or one is empty or longer than <see cref="EventRun.BytesMax"/>.</exception>
    /// <exception cref="IOException">The device fails: nothing of them is readable, and the log takes no more until <see cref="GoOnFromAsync"/>.</exception>
    ValueTask AppendAsync(IReadOnlyList<EventRun> runs);

    /// <summary>Returns when everything appended is durable.</summary>
    /// <exception cref="IOException">The device fails.</exception>
    ValueTask FlushAsync();

    /// <summary>The runs from the one on that has the event at <paramref name="position"/>; none at or behind <see cref="Next"/>.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The position is before <see cref="Start"/>.</exception>
    /// <exception cref="EventLogDamagedException">What was written is not there any more.</exception>
    IAsyncEnumerable<EventRun> ReadAsync(ulong position, CancellationToken cancellationToken = default);

    /// <summary>The runs from the first one on whose block is at <paramref name="height"/> or above.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The height is before <see cref="Start"/>.</exception>
    /// <exception cref="EventLogDamagedException">What was written is not there any more.</exception>
    IAsyncEnumerable<EventRun> ReadFromHeightAsync(ulong height, CancellationToken cancellationToken = default);
}
