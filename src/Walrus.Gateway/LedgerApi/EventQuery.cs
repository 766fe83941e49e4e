using Walrus.Gateway.Http;
using Walrus.Ledger;
using Walrus.Ledger.Events;

namespace Walrus.Gateway.LedgerApi;

/// <summary>Which events are asked for: all, or some kinds.</summary>
internal sealed class EventQuery
{
    /// <summary>How many events one answer looks through for the kinds that are wanted.</summary>
    private const int LooksMax = 4096;

    private readonly HashSet<EventKind>? _kinds;

    public EventQuery(QueryReader query)
    {
        if (query.Text("kind") is not { } text)
            return;
        _kinds = [.. text.Split(',').Select(static name => Enum.TryParse(name, out EventKind kind) && Enum.IsDefined(kind) && !char.IsAsciiDigit(name[0])
            ? kind
            : throw LedgerRequestException.Invalid($"'{name}' is no kind of event"))];
    }

    /// <summary>Up to <paramref name="limit"/> events from a position on, and the position to go on with.</summary>
    /// <exception cref="LedgerRequestException">They are no longer kept.</exception>
    public (List<LedgerEvent> Events, ulong Next) Page(LedgerMachine machine, ulong from, int limit)
    {
        if (from < machine.FirstRetainedEvent)
        {
            throw LedgerRequestException.NotFound(
                "EVENTS_NOT_KEPT", $"events before position {machine.FirstRetainedEvent} are no longer kept; replay the blocks for them");
        }

        List<LedgerEvent> page = [];
        ulong next = from;
        foreach (LedgerEvent item in machine.Events(from, _kinds is null ? limit : LooksMax))
        {
            if (page.Count == limit)
                break;
            next = item.Position + 1;
            if (_kinds is null || _kinds.Contains(item.Body.Kind))
                page.Add(item);
        }

        return (page, next);
    }
}
