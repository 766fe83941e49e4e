using CsCheck;
using Walrus.Client.Reading;
using Walrus.Client.Tests.Network;
using Walrus.Core.Encoding;

namespace Walrus.Client.Tests.Reading;

/// <summary>Whatever nodes do, a read gives the blob's bytes or says that it cannot; with enough correct shards it can.</summary>
public sealed class AnyFaultsTests : ReadingNetwork
{
    private static readonly Gen<NodeFault[]> FaultsOfNodes = FaultGenerator.OfTenNodes(
        10, NodeFault.Refuse, NodeFault.Lie, NodeFault.Swap, NodeFault.Truncate, NodeFault.Endless, NodeFault.Fail);

    private static readonly Gen<ConsistencyCheck> Checks = Gen.Enum<ConsistencyCheck>();

    [Fact]
    public async Task A_read_is_right_or_fails() =>
        await Gen.Select(FaultsOfNodes, Gen.Int[0, 4000], Checks, Gen.Double.Unit, Gen.Double.Unit, Gen.Bool).SampleAsync(
            async (faults, length, check, from, part, whole) =>
            {
                EncodedBlob blob = Stored(length, seed: length);
                for (int i = 0; i < 10; i++)
                    Network.Ways[i].Fault = faults[i];
                int offset = (int)(from * length), count = (int)(part * (length - offset));
                ByteRange? range = whole ? null : new ByteRange(offset, count);
                byte[] expected = whole ? blob.Bytes : blob.Bytes.AsMemory(offset, count).ToArray();
                try
                {
                    Assert.Equal(expected, await Network.PumpAsync(ReadAsync(blob, range, check)));
                }
                catch (BlobUnavailableException)
                {
                    Assert.True(faults.Count(fault => fault == NodeFault.None) < Network.Parameters.PrimarySymbols);
                }
            },
            iter: 60, threads: 1);
}
