using Walrus.Core.Bcs;
using Walrus.Core.Identifiers;
using Walrus.Ledger.Objects;
using Walrus.Ledger.Staking;
using Walrus.Ledger.State;

namespace Walrus.Ledger.Governance;

/// <summary>Principal staked with one node, by the epochs it counts from and to. Immutable.</summary>
/// <param name="From">FROST by the epoch it becomes active.</param>
/// <param name="Until">FROST by the epoch it leaves.</param>
internal sealed record NodePrincipal(EpochAmounts From, EpochAmounts Until)
{
    private static readonly NodePrincipal None = new(EpochAmounts.None, EpochAmounts.None);

    public bool IsEmpty => From.IsEmpty;

    /// <summary>FROST that is active in <paramref name="epoch"/>.</summary>
    public ulong ActiveAt(Epoch epoch) => From.SumUpTo(epoch) - Until.SumUpTo(epoch);

    /// <summary>Follows a stake position that is made, changed or taken away.</summary>
    public static void Follow(LedgerState state, LedgerObject? before, LedgerObject? after)
    {
        if (before is StakedWal former)
            Put(state, former.Node, Of(state, former.Node).Without(former));
        if (after is StakedWal position)
            Put(state, position.Node, Of(state, position.Node).With(position));
    }

    private NodePrincipal With(StakedWal position) => new(
        From.Add(position.ActivationEpoch, position.Principal),
        position.WithdrawEpoch is { } leaves ? Until.Add(leaves, position.Principal) : Until);

    private NodePrincipal Without(StakedWal position) => new(
        From.Subtract(position.ActivationEpoch, position.Principal),
        position.WithdrawEpoch is { } leaves ? Until.Subtract(leaves, position.Principal) : Until);

    private static NodePrincipal Of(LedgerState state, ObjectId node) => state.Markets.Principals.Find(node) ?? None;

    private static void Put(LedgerState state, ObjectId node, NodePrincipal principal)
    {
        if (principal.IsEmpty)
            state.Markets.Principals.Remove(node);
        else
            state.Markets.Principals.Set(node, principal);
    }

    public void Write(BcsWriter writer)
    {
        From.Write(writer);
        Until.Write(writer);
    }

    public static NodePrincipal Read(ref BcsReader reader) => new(EpochAmounts.Read(ref reader), EpochAmounts.Read(ref reader));
}
