using Walrus.Core.Identifiers;
using Walrus.Grains.Ledger;
using Walrus.Testing;

namespace Walrus.Grains.Tests.Networks.Load;

/// <summary>Stake that goes to other nodes in every epoch, and shards with it.</summary>
internal sealed class WanderingStake(WalrusNetwork network, int nodes)
{
    private const int Favourites = 2;

    // Twice what a node of the genesis has: each favourite gets nearly as many shards as one node may have.
    private const ulong Share = 300_000_000_000_000_000;

    private readonly Queue<ObjectId> _leaving = [];
    private ObjectId[] _staked = [];
    private int _turn;

    /// <summary>Goes on to the next nodes, from the next epoch on.</summary>
    public async Task MoveAsync()
    {
        while (_leaving.TryDequeue(out ObjectId left))
            await network.Holder.WithdrawAsync(left);
        foreach (ObjectId former in _staked)
            await LeaveAsync(former);
        _staked = new ObjectId[Favourites];
        for (int i = 0; i < Favourites; i++)
            _staked[i] = await network.Holder.StakeAsync(network.Nodes[_turn++ % nodes], Share);
    }

    private async Task LeaveAsync(ObjectId stake)
    {
        try
        {
            await network.Holder.RequestWithdrawalAsync(stake);
            _leaving.Enqueue(stake);
        }
        catch (LedgerRefusedException refused) when (refused.Reason == "EWithdrawDirectly")
        {
            // Its node is in no committee: nothing to wait for.
            await network.Holder.WithdrawAsync(stake);
        }
    }
}
