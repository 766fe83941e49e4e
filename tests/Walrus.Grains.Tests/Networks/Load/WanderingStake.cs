using Walrus.Core.Identifiers;
using Walrus.Grains.Ledger;
using Walrus.Testing;

namespace Walrus.Grains.Tests.Networks.Load;

/// <summary>Stake that goes to other nodes in every epoch, and shards with it.</summary>
internal sealed class WanderingStake(WalrusNetwork network, int nodes)
{
    private const int Favourites = 3;

    // A third of what all nodes of the genesis have together: each favourite gets about as many shards as one node may have.
    private const ulong Share = 30_000_000_000_000_000;

    private readonly Queue<ObjectId> _staked = [];
    private int _turn;

    /// <summary>Goes on to the next nodes, from the next epoch on.</summary>
    public async Task MoveAsync()
    {
        int former = _staked.Count;
        for (int i = 0; i < Favourites; i++)
            _staked.Enqueue(await network.Holder.StakeAsync(network.Nodes[_turn++ % nodes], Share));
        for (int i = 0; i < former; i++)
            await LeaveAsync(_staked.Dequeue());
    }

    private async Task LeaveAsync(ObjectId stake)
    {
        try
        {
            await network.Holder.RequestWithdrawalAsync(stake);
        }
        catch (LedgerRefusedException refused) when (refused.Reason == "EWithdrawDirectly")
        {
            // Its node is in no committee: nothing to wait for.
            await network.Holder.WithdrawAsync(stake);
        }
    }
}
