using Walrus.Ledger.Accounts;
using Walrus.Ledger.Commands;

namespace Walrus.Ledger.Tests.Support;

/// <summary>Random commands of pools, payments and governance.</summary>
internal static class RandomMarkets
{
    public const int Kinds = RandomPools.Kinds + RandomPayments.Kinds + RandomGovernance.Kinds;

    public static Command[] Commands(TestLedger ledger, Ed25519Account account, int kind, int first, int second, int third)
    {
        if (kind < RandomPools.Kinds)
            return RandomPools.Commands(ledger, account, kind, first, second, third);
        kind -= RandomPools.Kinds;
        return kind < RandomPayments.Kinds
            ? RandomPayments.Commands(ledger, account, kind, first, second, third)
            : RandomGovernance.Commands(ledger, account, kind - RandomPayments.Kinds, first, second, third);
    }
}
