using Walrus.Core.Encoding;
using Walrus.Core.Identifiers;
using Walrus.Core.Metadata;
using Walrus.Core.Parameters;

namespace Walrus.Client.Tests.Network;

/// <summary>A blob with all its slivers.</summary>
internal sealed class EncodedBlob
{
    private readonly MemorySliverSink _slivers;

    private EncodedBlob(byte[] bytes, VerifiedBlobMetadata metadata, MemorySliverSink slivers)
    {
        Bytes = bytes;
        Metadata = metadata;
        _slivers = slivers;
    }

    public byte[] Bytes { get; }

    public VerifiedBlobMetadata Metadata { get; }

    public BlobId Id => Metadata.BlobId;

    public static EncodedBlob Encode(RedStuffParameters parameters, byte[] bytes)
    {
        MemorySliverSink slivers = new(parameters, bytes.Length);
        return new EncodedBlob(bytes, new BlobEncoder(parameters).Encode(new MemoryBlobSource(bytes), slivers), slivers);
    }

    public static byte[] Pattern(int length, int seed)
    {
        byte[] bytes = new byte[length];
        new Random(seed).NextBytes(bytes);
        return bytes;
    }

    /// <summary>The same slivers under metadata that a malicious writer made up.</summary>
    public EncodedBlob Under(BlobMetadata metadata)
    {
        VerifiedBlobMetadata verified = VerifiedBlobMetadata.Verify(metadata.ComputeBlobId(), metadata, Metadata.Parameters);
        return new EncodedBlob(Bytes, verified, _slivers);
    }

    public byte[] Sliver(SliverPairIndex pair, Axis axis) => _slivers[pair, axis].ToBytes();

    /// <summary>Puts everything where it belongs.</summary>
    public void StoreOn(MemoryNetwork network)
    {
        for (int pair = 0; pair < network.Parameters.Shards; pair++)
        {
            SliverPairIndex index = new(pair);
            MemoryNode node = network.Nodes[network.Committee.IndexOf(network.Committee.HolderOf(index, Id).NodeId)!.Value];
            node.Add(Metadata);
            node.Add(Id, index, Axis.Primary, Sliver(index, Axis.Primary));
            node.Add(Id, index, Axis.Secondary, Sliver(index, Axis.Secondary));
        }
    }
}
