using Walrus.Core.Identifiers;
using Walrus.Ledger.Accounting;
using Walrus.Ledger.Errors;
using Walrus.Ledger.State;

namespace Walrus.Ledger.Committees;

/// <summary>Income of an operator beside rewards.</summary>
internal static class NodeIncome
{
    /// <summary>Pays FROST that were taken from somewhere to a node's operator.</summary>
    public static void Add(LedgerState state, ObjectId node, ulong amount, bool blocked)
    {
        StorageNode found = state.Nodes.Find(node) ?? throw new LedgerException(Reason.EObjectNotFound);
        _ = blocked;
        WalRules.Credit(state, found.Account, amount);
    }
}
