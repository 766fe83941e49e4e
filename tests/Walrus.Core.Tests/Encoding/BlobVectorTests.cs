using System.Security.Cryptography;
using Walrus.Core.Bcs;
using Walrus.Core.Encoding;
using Walrus.Core.Identifiers;
using Walrus.Core.Metadata;
using Walrus.Core.Parameters;
using Walrus.Core.Slivers;
using Walrus.Core.Tests.Vectors;

namespace Walrus.Core.Tests.Encoding;

public sealed class BlobVectorTests
{
    [Theory]
    [InlineData("blobs-full.json")]
    [InlineData("blobs.json")]
    public void Small_blobs_encode_to_the_known_slivers_and_id(string file) => CheckAll(file, blob => blob.NShards <= 31);

    [Fact]
    public void Blobs_of_hundreds_of_shards_encode_to_the_known_slivers_and_id() =>
        CheckAll("blobs.json", blob => blob.NShards is > 31 and < 1000);

    [Fact]
    public void Blobs_of_a_thousand_shards_encode_to_the_known_slivers_and_id() => CheckAll("blobs.json", blob => blob.NShards >= 1000);

    private static void CheckAll(string file, Func<BlobCase, bool> among)
    {
        BlobCase[] cases = [.. VectorFile.Load<BlobFile>(file).Cases.Where(among)];
        Assert.NotEmpty(cases);
        foreach (BlobCase blob in cases)
            Check(blob);
    }

    private static void Check(BlobCase blob)
    {
        byte[] data = blob.Generator.Bytes(blob.Size);
        Assert.Equal(blob.DataSha256, Sha256(data));
        RedStuffParameters parameters = new(blob.NShards);
        MemorySliverSink slivers = new(parameters, blob.Size);
        VerifiedBlobMetadata encoded = new BlobEncoder(parameters).Encode(new MemoryBlobSource(data), slivers);

        CheckSlivers(blob, parameters, slivers);
        CheckMetadata(blob, encoded);
        Assert.Equal(encoded.BlobId, new BlobEncoder(parameters).ComputeMetadata(new MemoryBlobSource(data)).BlobId);
        Assert.Equal(blob.SymbolSize, encoded.SymbolSize);
        Assert.Equal(blob.RotationOffset, encoded.BlobId.RotationOffset(blob.NShards));
        for (int p = 0; p < blob.ShardOfPair?.Length; p++)
            Assert.Equal(blob.ShardOfPair[p], parameters.ShardOf(new SliverPairIndex(p), encoded.BlobId).Value);
    }

    private static void CheckSlivers(BlobCase blob, RedStuffParameters parameters, MemorySliverSink slivers)
    {
        Sliver[] primary = [.. Enumerable.Range(0, blob.NShards).Select(p => slivers[new SliverPairIndex(p), Axis.Primary])];
        Sliver[] secondary = [.. Enumerable.Range(0, blob.NShards).Select(j => slivers[parameters.PairOf(new SliverIndex(j), Axis.Secondary), Axis.Secondary])];
        for (int i = 0; i < blob.PrimarySliversHex?.Length; i++)
        {
            Assert.True(blob.PrimarySliversHex[i] == Convert.ToHexStringLower(primary[i].Data.Span), $"{blob}: primary sliver {i}");
            Assert.True(blob.SecondarySliversHex![i] == Convert.ToHexStringLower(secondary[i].Data.Span), $"{blob}: secondary sliver {i}");
        }

        Assert.True(blob.AllPrimaryDataSha256 == Sha256(primary.Select(s => s.Data.ToArray())), $"{blob}: primary slivers");
        Assert.True(blob.AllSecondaryDataSha256 == Sha256(secondary.Select(s => s.Data.ToArray())), $"{blob}: secondary slivers");
        Assert.Equal(blob.AllPairsBcsSha256, Sha256(Enumerable.Range(0, blob.NShards).Select(p => BcsFormat.ToBytes(slivers[new SliverPairIndex(p)]))));
        if (blob.Pair0PrimaryBcsHex is not null)
        {
            Assert.Equal(blob.Pair0PrimaryBcsHex, Convert.ToHexStringLower(primary[0].ToBytes()));
            Assert.Equal(blob.Pair0SecondaryBcsHex, Convert.ToHexStringLower(secondary[^1].ToBytes()));
        }
    }

    private static void CheckMetadata(BlobCase blob, VerifiedBlobMetadata encoded)
    {
        for (int i = 0; i < blob.PrimarySliverRoots?.Length; i++)
        {
            Assert.True(blob.PrimarySliverRoots[i] == encoded.RootOf(new SliverIndex(i), Axis.Primary).ToString(), $"{blob}: primary root {i}");
            Assert.True(blob.SecondarySliverRoots![i] == encoded.RootOf(new SliverIndex(i), Axis.Secondary).ToString(), $"{blob}: secondary root {i}");
        }

        byte[] bcs = BcsFormat.ToBytes(encoded.Metadata);
        Assert.Equal(blob.MetadataBcsLength, bcs.Length);
        Assert.True(blob.RootHash == encoded.Metadata.ComputeRoot().ToString(), $"{blob}: root");
        Assert.True(blob.BlobId == encoded.BlobId.ToString(), $"{blob}: blob id");
        Assert.Equal(blob.MetadataBcsSha256, Sha256(bcs));
        Assert.Equal(blob.MetadataWithIdBcsSha256, Sha256(BcsFormat.ToBytes(encoded.WithId())));
        if (blob.MetadataBcsHex is not null)
            Assert.Equal(blob.MetadataBcsHex, Convert.ToHexStringLower(bcs));
        VerifiedBlobMetadata verified = VerifiedBlobMetadata.Verify(
            BlobId.Parse(blob.BlobId), BcsFormat.FromBytes<BlobMetadata>(bcs), encoded.Parameters);
        Assert.Equal(encoded.SymbolSize, verified.SymbolSize);
        foreach (SliverSample sample in blob.SliverSamples ?? [])
        {
            Axis axis = Enum.Parse<Axis>(sample.Axis, ignoreCase: true);
            Assert.Equal(sample.SliverRoot, verified.RootOf(new SliverIndex(sample.SliverIndex), axis).ToString());
            Assert.Equal(sample.PairIndex, verified.Parameters.PairOf(new SliverIndex(sample.SliverIndex), axis).Value);
        }
    }

    private static string Sha256(byte[] bytes) => Convert.ToHexStringLower(SHA256.HashData(bytes));

    private static string Sha256(IEnumerable<byte[]> parts)
    {
        using IncrementalHash hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (byte[] part in parts)
            hash.AppendData(part);
        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }
}
