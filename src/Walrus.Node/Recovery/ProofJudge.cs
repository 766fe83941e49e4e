using Walrus.Client.StorageNodes;
using Walrus.Client.Work;
using Walrus.Core;
using Walrus.Core.Identifiers;
using Walrus.Core.Messages;
using Walrus.Core.Metadata;
using Walrus.Core.Recovery;
using Walrus.Grains.Ledger;
using Walrus.Grains.Nodes;

namespace Walrus.Node.Recovery;

/// <summary>Verifies what others show as proof that a blob is inconsistent, and signs that it is (HTTP interfaces 7.6, data plane 11.3).</summary>
internal sealed class ProofJudge(LocalNode node, LedgerReplica replica, BoundedWork work)
{
    /// <exception cref="StorageNodeRefusalException">InvalidProof (also: bytes that do not decode).</exception>
    public async ValueTask<SignedMessage> JudgeAsync(
        VerifiedBlobMetadata metadata, Axis axis, ReadOnlyMemory<byte> proof, CancellationToken cancellation)
    {
        try
        {
            await work.RunAsync(() => InconsistencyProof.FromBytes(proof.Span, axis).Verify(metadata), cancellation);
        }
        catch (ProtocolException invalid)
        {
            throw new StorageNodeRefusalException(StorageNodeReason.InvalidProof, invalid.Message);
        }

        Epoch epoch = replica.Read(static machine => machine.Epoch);
        return await work.RunAsync(() => SignedMessage.Sign(node.ProtocolKey, epoch, new InvalidBlobIdMessage(metadata.BlobId)), cancellation);
    }
}
