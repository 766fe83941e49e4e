using Walrus.Core.Identifiers;
using Walrus.Ledger.State;

namespace Walrus.Ledger.Committees;

/// <summary>Keeps the candidates' stakes at what their pools will hold in the epoch to be chosen next (control plane 3.7).</summary>
internal static class ActiveSetRules
{
    /// <summary>The first epoch whose committee is not chosen yet.</summary>
    public static Epoch Horizon(LedgerState state) => state.Now.Plus(state.Epochs.Value.Next is null ? 1u : 2u);

    /// <summary>Takes up a node's stake after anything that may have changed it.</summary>
    public static void Update(LedgerState state, ObjectId node)
    {
        ulong stake = state.Pools.Find(node)!.BalanceAt(Horizon(state));
        state.ActiveSet.Value = state.ActiveSet.Value.With(node, stake);
    }
}
