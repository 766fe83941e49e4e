using Walrus.Client.Http;
using Walrus.Gateway.Http;
using Walrus.Grains.Ledger;
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
    /// <exception cref="LedgerRequestException">They are not kept here, or cannot be read.</exception>
    public async Task<(List<LedgerEvent> Events, ulong Next)> PageAsync(LedgerHistory history, ulong from, int limit, CancellationToken cancellation)
    {
        List<LedgerEvent> page = [];
        ulong next = from;
        foreach (LedgerEvent item in await ReadAsync(history, from, _kinds is null ? limit : LooksMax, cancellation))
        {
            if (page.Count == limit)
                break;
            next = item.Position + 1;
            if (_kinds is null || _kinds.Contains(item.Body.Kind))
                page.Add(item);
        }

        return (page, next);
    }

    private static async Task<IReadOnlyList<LedgerEvent>> ReadAsync(LedgerHistory history, ulong from, int limit, CancellationToken cancellation)
    {
        try
        {
            return await history.ReadAsync(from, limit, cancellation);
        }
        catch (EventsNotKeptException gone)
        {
            throw LedgerRequestException.NotFound("EVENTS_NOT_KEPT", $"events before position {gone.First} are not kept here; ask another gateway, or replay the blocks");
        }
        catch (EventsUnreadableException unreadable)
        {
            throw Unreadable(unreadable);
        }
    }

    /// <summary>What is answered when the log of events is damaged.</summary>
    public static LedgerRequestException Unreadable(EventsUnreadableException failure) => new(ErrorStatus.Internal, "EVENTS_UNREADABLE", failure.Message);
}
