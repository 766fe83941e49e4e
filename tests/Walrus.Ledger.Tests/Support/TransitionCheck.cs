using Walrus.Ledger.Events;
using Walrus.Ledger.Invariants;

namespace Walrus.Ledger.Tests.Support;

/// <summary>Follows a ledger's events, and looks at each selection before the candidates move on.</summary>
internal sealed class TransitionCheck(TestLedger ledger)
{
    private readonly EpochEventTally _tally = new();
    private ulong _position;

    public void Check()
    {
        EventBody[] events = [.. ledger.Machine.Events(_position, int.MaxValue).Select(item => item.Body)];
        _position = ledger.Machine.NextEventPosition;
        Assert.Empty(EffectInvariants.Check(events));
        Assert.Empty(events.Select(_tally.Add).OfType<string>());
        if (events.Length > 0 && events[^1] is EpochParametersSelected)
            Assert.Empty(CommitteeInvariants.CheckSelection(ledger.Machine.State));
    }
}
