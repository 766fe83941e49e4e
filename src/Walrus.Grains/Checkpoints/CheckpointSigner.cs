using Walrus.Core.Bcs;
using Walrus.Core.Messages;
using Walrus.Grains.Ledger;
using Walrus.Grains.Nodes;
using Walrus.Grains.Time;
using Walrus.Ledger.Checkpoints;

namespace Walrus.Grains.Checkpoints;

/// <summary>
/// A node's signature under a block. It signs what its own process computed when it executed the journal, and nothing that it is told; so
/// it cannot sign two headers for one height.
/// </summary>
public sealed class CheckpointSigner(LedgerReplica replica, CheckpointGuard guard, NetworkClock clock)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);

    /// <summary>BCS of the signed message; null when the block does not arrive in time.</summary>
    public async Task<byte[]?> SignAsync(LocalNode node, ulong height)
    {
        ArgumentNullException.ThrowIfNull(node);
        await guard.RequireAsync();
        if (await replica.WaitForHeaderAsync(height, Patience, clock.Underlying) is not { } header)
            return null;
        ProtocolMessage message = Checkpoint.MessageOf(header);
        return BcsFormat.ToBytes(SignedMessage.Sign(node.ProtocolKey, message.Epoch, message.Body));
    }
}
