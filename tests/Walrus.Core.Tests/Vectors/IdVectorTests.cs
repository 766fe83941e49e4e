using System.Globalization;
using System.Numerics;
using Walrus.Core.Identifiers;
using Walrus.Core.Parameters;

namespace Walrus.Core.Tests.Vectors;

public sealed class IdVectorTests
{
    [Fact]
    public void Blob_ids_have_one_text_one_number_and_one_rotation()
    {
        foreach (IdCase expected in VectorFile.Load<IdFile>("ids.json").Cases)
        {
            BlobId id = BlobId.Parse(expected.BlobId);
            Assert.Equal(expected.BlobIdHex, id.Bytes.ToString());
            Assert.Equal(expected.BlobId, id.ToString());
            Assert.Equal(BigInteger.Parse(expected.BlobIdU256, CultureInfo.InvariantCulture), id.ToLedgerNumber());
            foreach (RotationCase rotation in expected.Rotations)
                CheckRotation(id, rotation);
        }
    }

    private static void CheckRotation(BlobId id, RotationCase rotation)
    {
        Assert.Equal(rotation.RotationOffset, id.RotationOffset(rotation.NShards));
        if (rotation.ShardOfPair is null)
            return;
        RedStuffParameters parameters = new(rotation.NShards);
        for (int p = 0; p < rotation.NShards; p++)
        {
            Assert.Equal(rotation.ShardOfPair[p], parameters.ShardOf(new SliverPairIndex(p), id).Value);
            Assert.Equal(p, parameters.PairOf(new ShardIndex(rotation.ShardOfPair[p]), id).Value);
        }
    }
}
