using System.Collections.Immutable;
using Walrus.Ledger.Events;

namespace Walrus.Ledger.Queries;

/// <summary>The events of the last blocks; older ones are in the blocks themselves, wherever those are kept.</summary>
internal sealed class RecentEvents(int retainedBlocks, int retainedEvents)
{
    private readonly Queue<ImmutableArray<LedgerEvent>> _blocks = [];
    private readonly List<LedgerEvent> _events = [];
    private int _dropped;

    /// <summary>Position of the oldest event that is kept, or of the next when none is.</summary>
    public ulong First { get; private set; }

    /// <summary>Forgets what it has: the next event has this position.</summary>
    public void StartAt(ulong position)
    {
        _blocks.Clear();
        _events.Clear();
        _dropped = 0;
        First = position;
    }

    public void Add(ImmutableArray<LedgerEvent> events)
    {
        _blocks.Enqueue(events);
        _events.AddRange(events);
        while (_blocks.Count > retainedBlocks || (_blocks.Count > 1 && _events.Count - _dropped > retainedEvents))
            Drop(_blocks.Dequeue().Length);
        // Shift the list only when half of it is waste.
        if (_dropped < _events.Count / 2)
            return;
        _events.RemoveRange(0, _dropped);
        _dropped = 0;
    }

    /// <summary>Up to <paramref name="limit"/> events from <paramref name="position"/> on, but none before <see cref="First"/>.</summary>
    public IReadOnlyList<LedgerEvent> From(ulong position, int limit)
    {
        ulong skip = position > First ? position - First : 0;
        ulong available = (ulong)(_events.Count - _dropped);
        return skip >= available ? [] : _events.GetRange(_dropped + (int)skip, (int)Math.Min(available - skip, (ulong)limit));
    }

    private void Drop(int gone)
    {
        First += (ulong)gone;
        _dropped += gone;
    }
}
