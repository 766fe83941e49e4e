using Walrus.Core.Bcs;
using Walrus.Ledger.Events;
using Walrus.Storage;
using Walrus.Storage.Events;

namespace Walrus.Grains.Ledger;

/// <summary>Events of this process's ledger of any age: the newest from memory, older ones from its log.</summary>
public sealed class LedgerHistory(LedgerReplica replica, ILedgerEventLog log)
{
    private const int BytesMax = 4 << 20;

    /// <summary>Position of the oldest event that can be read.</summary>
    public ulong First
    {
        get
        {
            ulong remembered = replica.Read(static machine => machine.FirstRetainedEvent);
            return log.Next < remembered ? remembered : Math.Min(remembered, log.Start.Position);
        }
    }

    /// <summary>Up to <paramref name="limit"/> events from a position on, fewer when they are long; none only when none has happened there yet.</summary>
    /// <exception cref="EventsNotKeptException">This process has none as old.</exception>
    /// <exception cref="EventsUnreadableException">The log is damaged, or its device fails.</exception>
    public async Task<IReadOnlyList<LedgerEvent>> ReadAsync(ulong from, int limit, CancellationToken cancellation = default)
    {
        if (replica.Read(machine => from >= machine.FirstRetainedEvent ? machine.Events(from, limit) : null) is { } newest)
            return newest;
        List<LedgerEvent> events = [];
        try
        {
            int bytes = 0;
            await foreach (EventRun run in log.ReadAsync(from, cancellation))
            {
                events.AddRange(Decode(run).Where(item => item.Position >= from).Take(limit - events.Count));
                bytes += run.Bytes.Length;
                if (events.Count == limit || bytes > BytesMax)
                    break;
            }
        }
        catch (Exception failure) when (failure is StorageException or IOException or BcsException)
        {
            throw new EventsUnreadableException(failure);
        }
        catch (ArgumentOutOfRangeException)
        {
            // It begins behind the position.
        }

        return events.Count > 0 ? events : throw new EventsNotKeptException(First);
    }

    /// <summary>All events of a block that this process has executed; null when they are not kept.</summary>
    /// <exception cref="EventsUnreadableException">The log is damaged, or its device fails.</exception>
    public async Task<IReadOnlyList<LedgerEvent>?> OfBlockAsync(ulong height, CancellationToken cancellation = default)
    {
        // Looked at first: blocks that come while the log is read do not matter.
        bool isWhole = replica.Read(machine => log.Next == machine.NextEventPosition && height <= machine.Head.Height);
        List<LedgerEvent> events = [];
        try
        {
            await foreach (EventRun run in log.ReadFromHeightAsync(height, cancellation))
            {
                if (run.Height > height)
                    return events;
                events.AddRange(Decode(run));
            }
        }
        catch (Exception failure) when (failure is StorageException or IOException or BcsException)
        {
            throw new EventsUnreadableException(failure);
        }
        catch (ArgumentOutOfRangeException)
        {
            return null;
        }

        return isWhole ? events : null;
    }

    private static List<LedgerEvent> Decode(EventRun run)
    {
        BcsReader reader = new(run.Bytes.Span);
        List<LedgerEvent> events = new((int)run.Count);
        for (uint i = 0; i < run.Count; i++)
            events.Add(LedgerEvent.Read(ref reader));
        return events;
    }
}

/// <summary>Events as old are not in this process, which did not execute them.</summary>
/// <param name="first">Position of the oldest that it has.</param>
public sealed class EventsNotKeptException(ulong first) : Exception($"Events before position {first} are not kept here.")
{
    /// <summary>Position of the oldest event that is kept.</summary>
    public ulong First { get; } = first;
}

/// <summary>Events that are kept cannot be read now.</summary>
public sealed class EventsUnreadableException(Exception inner) : Exception("Older events cannot be read here.", inner);
