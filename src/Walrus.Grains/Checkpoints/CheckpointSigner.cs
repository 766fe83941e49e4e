using Walrus.Core.Bcs;
using Walrus.Core.Messages;
using Walrus.Grains.Ledger;
using Walrus.Grains.Nodes;
using Walrus.Grains.Time;
using Walrus.Ledger.Blocks;
using Walrus.Ledger.Checkpoints;
using Walrus.Storage.Checkpoints;

namespace Walrus.Grains.Checkpoints;

/// <summary>
/// A node's signature under a block. It signs what its own process computed when it executed the journal's bytes, and nothing that it is
/// told; so it cannot sign two headers for one height.
/// </summary>
public sealed class CheckpointSigner(
    LedgerReplica replica, LedgerArchive archive, ICheckpointStore store, CheckpointGuard guard, NetworkClock clock, LedgerReplay? replay = null)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);

    /// <summary>BCS of the signed message; null when the block does not arrive in time.</summary>
    public async Task<byte[]?> SignAsync(LocalNode node, ulong height)
    {
        ArgumentNullException.ThrowIfNull(node);
        await guard.RequireAsync();
        if ((await replica.WaitForHeaderAsync(height, Patience, clock.Underlying) ?? await FindHandedOverAsync(height)) is not { } header)
            return null;
        if (replay is not null && replica.Headers.IsMadeHere(height) && await replay.FindAsync(height, Patience) != header)
            return null;
        ProtocolMessage message = Checkpoint.MessageOf(header);
        return BcsFormat.ToBytes(SignedMessage.Sign(node.ProtocolKey, message.Epoch, message.Body));
    }

    /// <summary>
    /// A block that changed the epoch before this process was started: with the hand-over that it keeps, it once verified that the block is
    /// the one that it executed. Who lost that hand-over may ask for it again.
    /// </summary>
    private async Task<BlockHeader?> FindHandedOverAsync(ulong height)
    {
        if (await archive.FindAsync(height) is not { Header: var header } || await store.FindHandoverAsync(header.Epoch) is not { } kept)
            return null;
        return BcsFormat.FromBytes<CommitteeHandover>(kept).Checkpoint.Header == header ? header : null;
    }
}
