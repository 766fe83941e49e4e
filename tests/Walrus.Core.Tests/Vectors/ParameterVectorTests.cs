using Walrus.Core.Identifiers;
using Walrus.Core.Parameters;

namespace Walrus.Core.Tests.Vectors;

public sealed class ParameterVectorTests
{
    [Fact]
    public void Parameters_and_sizes_follow_from_the_shard_count()
    {
        foreach (ParameterCase expected in VectorFile.Load<ParameterFile>("params.json").Cases)
        {
            RedStuffParameters parameters = new(expected.NShards);
            Assert.Equal(expected.F, parameters.MaxFaulty);
            Assert.Equal(expected.PrimarySymbols, parameters.PrimarySymbols);
            Assert.Equal(expected.SecondarySymbols, parameters.SecondarySymbols);
            Assert.Equal(expected.MaxBlobSize, parameters.MaxBlobSize);
            Assert.True(ShardWeights.IsQuorum(expected.QuorumWeight, expected.NShards));
            Assert.False(ShardWeights.IsQuorum(expected.QuorumWeight - 1, expected.NShards));
            Assert.True(ShardWeights.HasOneCorrect(expected.OneCorrectWeight, expected.NShards));
            Assert.False(ShardWeights.HasOneCorrect(expected.OneCorrectWeight - 1, expected.NShards));
            foreach (SizeCase size in expected.Sizes)
                CheckSize(parameters, size);
        }
    }

    [Fact]
    public void Blobs_that_do_not_fit_are_refused()
    {
        foreach (ParameterError error in VectorFile.Load<ParameterFile>("params.json").Errors)
        {
            Assert.Equal("data_too_large", error.Error);
            Assert.Throws<BlobTooLargeException>(() => new RedStuffParameters(error.NShards).SymbolSize(error.Size));
        }
    }

    private static void CheckSize(RedStuffParameters parameters, SizeCase size)
    {
        Assert.Equal(size.SymbolSize, parameters.SymbolSize(size.Size));
        Assert.Equal(size.PrimarySliverLength, parameters.SliverLength(Axis.Primary, size.Size));
        Assert.Equal(size.SecondarySliverLength, parameters.SliverLength(Axis.Secondary, size.Size));
        Assert.Equal(size.EncodedLength, parameters.EncodedLength(size.Size));
        Assert.Equal(size.StorageUnits, RedStuffParameters.StorageUnits(size.EncodedLength));
    }
}
