using Walrus.Core.Encoding;
using Walrus.Core.Identifiers;
using Walrus.Core.Metadata;
using Walrus.Core.Parameters;
using Walrus.Core.Recovery;
using Walrus.Core.Slivers;
using Walrus.Core.Tests.Vectors;

namespace Walrus.Core.Tests.Encoding;

/// <summary>A blob with everything that encoding gives.</summary>
internal sealed class EncodedBlob
{
    public EncodedBlob(int shards, byte[] bytes)
    {
        Parameters = new RedStuffParameters(shards);
        Bytes = bytes;
        Slivers = new MemorySliverSink(Parameters, bytes.Length);
        Metadata = new BlobEncoder(Parameters).Encode(new MemoryBlobSource(bytes), Slivers);
    }

    public RedStuffParameters Parameters { get; }

    public byte[] Bytes { get; }

    public VerifiedBlobMetadata Metadata { get; }

    private MemorySliverSink Slivers { get; }

    public static EncodedBlob Of(RecoveryCase blob) => new(blob.NShards, blob.Generator.Bytes(blob.Size));

    public Sliver Sliver(Axis axis, int index) => Slivers[Parameters.PairOf(new SliverIndex(index), axis), axis];

    public SliverExpansion Expand(Axis axis, int index) => new(Sliver(axis, index), Parameters);
}
