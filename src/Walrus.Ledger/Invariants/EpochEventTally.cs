using Walrus.Core.Identifiers;
using Walrus.Ledger.Events;

namespace Walrus.Ledger.Invariants;

/// <summary>Follows the events of a ledger from its first: C6 of control plane 9.1, and that epochs come one by one (C5).</summary>
internal sealed class EpochEventTally
{
    private readonly HashSet<ShardIndex> _received = [];
    private Epoch _epoch = new(0);
    private bool _selected;
    private bool _done;

    /// <summary>A sentence if the event must not come here, else null.</summary>
    public string? Add(EventBody body) => body switch
    {
        EpochParametersSelected selection => Select(selection),
        EpochChangeStart start => Start(start),
        EpochChangeDone done => Finish(done),
        ShardsReceived received => Receive(received),
        _ => null,
    };

    private string? Select(EpochParametersSelected selection)
    {
        bool expected = !_selected && selection.NextEpoch == _epoch.Plus(1);
        _selected = true;
        return expected ? null : $"C6: a committee was selected for epoch {selection.NextEpoch} in epoch {_epoch}";
    }

    private string? Start(EpochChangeStart start)
    {
        bool expected = _selected && start.Epoch == _epoch.Plus(1);
        string? violation = expected ? null : $"C6: epoch {start.Epoch} began in epoch {_epoch}";
        (_epoch, _selected, _done) = (start.Epoch, false, false);
        _received.Clear();
        return violation;
    }

    private string? Finish(EpochChangeDone done)
    {
        bool expected = !_done && done.Epoch == _epoch;
        _done = true;
        return expected ? null : $"C6: the sync of epoch {done.Epoch} ended again, or in epoch {_epoch}";
    }

    // Members share no shards, so that a member that attests twice names one twice.
    private string? Receive(ShardsReceived received)
    {
        bool expected = received.Epoch == _epoch && received.Shards.All(_received.Add);
        return expected ? null : $"C6: a member attested epoch {received.Epoch} twice, or in epoch {_epoch}";
    }
}
