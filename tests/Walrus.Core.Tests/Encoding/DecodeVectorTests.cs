using Walrus.Core.Encoding;
using Walrus.Core.Identifiers;
using Walrus.Core.Metadata;
using Walrus.Core.Parameters;
using Walrus.Core.Slivers;
using Walrus.Core.Tests.Vectors;

namespace Walrus.Core.Tests.Encoding;

public sealed class DecodeVectorTests
{
    [Fact]
    public void Every_set_of_slivers_decodes_to_the_known_bytes()
    {
        foreach (DecodeCase expected in VectorFile.Load<DecodeFile>("decode.json").Cases)
        {
            RedStuffParameters parameters = new(expected.NShards);
            byte[] bytes = Convert.FromHexString(expected.DecodedHex);
            VerifiedBlobMetadata honest = new BlobEncoder(parameters).ComputeMetadata(new MemoryBlobSource(bytes));
            Sliver[] slivers = [.. expected.SliversBcsHex.Select(hex => Sliver.FromBytes(Convert.FromHexString(hex), Axis.Primary))];
            Assert.Equal(expected.SliverIndices, slivers.Select(sliver => (int)sliver.Index.Value));

            // The metadata of the decoded bytes serves here for its length alone.
            byte[] decoded = new BlobDecoder(honest).Decode(slivers, ConsistencyCheck.Skip);
            Assert.Equal(expected.DecodedHex, Convert.ToHexStringLower(decoded));
            Assert.Equal(expected.BlobIdOfDecoded, honest.BlobId.ToString());
            Assert.Equal(expected.Consistent, honest.BlobId.ToString() == expected.BlobId);
        }
    }
}
