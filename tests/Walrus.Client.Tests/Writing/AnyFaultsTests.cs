using CsCheck;
using Walrus.Client.Buffers;
using Walrus.Client.Tests.Network;
using Walrus.Client.Writing;
using Walrus.Core.Encoding;
using Walrus.Core.Messages;
using Walrus.Core.Signatures;

namespace Walrus.Client.Tests.Writing;

/// <summary>Whatever nodes do, an upload ends: with a certificate that holds when a quorum is correct, else with who is missing.</summary>
public sealed class AnyFaultsTests
{
    private static readonly Gen<NodeFault[]> FaultsOfNodes = FaultGenerator.OfTenNodes(
        5, NodeFault.Refuse, NodeFault.Lie, NodeFault.Truncate, NodeFault.Endless, NodeFault.Fail, NodeFault.BreakUploads, NodeFault.Hang);

    [Fact]
    public async Task An_upload_is_certified_or_fails()
    {
        await using MemoryNetwork network = await MemoryNetwork.StartAsync(nodes: 10, shards: 10);
        MemoryBudget memory = new(64 << 20, network.Time);
        BlobUploader uploader = new(network.Clients, memory, network.Work, network.Time, new() { Deadline = TimeSpan.FromSeconds(4) });
        await Gen.Select(FaultsOfNodes, Gen.Int[0, 3000], Gen.Int).SampleAsync(
            async (faults, length, seed) =>
            {
                EncodedBlob blob = EncodedBlob.Encode(network.Parameters, EncodedBlob.Pattern(length, seed));
                for (int i = 0; i < 10; i++)
                    network.Ways[i].Fault = faults[i];
                int correct = faults.Count(fault => fault == NodeFault.None);
                Task<UploadResult> upload = uploader.UploadAsync(
                    blob.Metadata, new MemoryBlobSource(blob.Bytes), network.Committee, BlobPersistence.Permanent, TestContext.Current.CancellationToken);
                try
                {
                    RequireCertified(network, blob, await network.PumpAsync(upload));
                    Assert.True(correct >= 7);
                }
                catch (InsufficientConfirmationsException e)
                {
                    Assert.True(correct < 7);
                    // It ends as soon as a quorum is impossible, also when some are still at work.
                    Assert.True(e.ConfirmedWeight <= correct);
                }

                Assert.Equal(memory.TotalBytes, memory.FreeBytes);
            },
            iter: 25, threads: 1);
    }

    private static void RequireCertified(MemoryNetwork network, EncodedBlob blob, UploadResult result)
    {
        BlsPublicKey key = BlsPublicKey.Aggregate(result.Certificate.Signers.Select(signer => BlsPublicKey.Parse(network.Committee.Members[signer].PublicKey.Span)));
        Assert.True(BlsVerifier.Verify(key, result.Certificate.SerializedMessage.Span, BlsSignature.Parse(result.Certificate.Signature.Span)));
        Assert.All(result.Certificate.Signers, signer => Assert.True(network.Nodes[signer].HoldsAll(blob.Id)));
    }
}
