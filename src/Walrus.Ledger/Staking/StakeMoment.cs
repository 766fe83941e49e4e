using Walrus.Core.Identifiers;

namespace Walrus.Ledger.Staking;

/// <summary>When a stake is acted on, as far as its timing depends on it (control plane 3.3).</summary>
/// <param name="Epoch">The current epoch.</param>
/// <param name="Selected">Whether the next committee is chosen.</param>
/// <param name="InCurrent">Whether the node is in the current committee.</param>
/// <param name="InNext">Whether the node is in the next committee; never before that is chosen.</param>
internal readonly record struct StakeMoment(Epoch Epoch, bool Selected, bool InCurrent, bool InNext)
{
    /// <summary>When what is staked now starts to count.</summary>
    public Epoch Activation => Epoch.Plus(Selected ? 2u : 1u);

    /// <summary>Whether the node is in neither committee.</summary>
    public bool IsOutside => !InCurrent && !InNext;
}
