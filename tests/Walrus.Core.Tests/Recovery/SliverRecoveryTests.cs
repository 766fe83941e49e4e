using CsCheck;
using Walrus.Core.Identifiers;
using Walrus.Core.Recovery;
using Walrus.Core.Slivers;
using Walrus.Core.Tests.Encoding;

namespace Walrus.Core.Tests.Recovery;

public sealed class SliverRecoveryTests
{
    private static readonly Gen<(int Shards, int Size, Axis Axis, int Seed)> Cases =
        Gen.Select(Gen.Int[4, 60], Gen.OneOf(Gen.Int[0, 60], Gen.Int[0, 9000], Gen.Int[30_000, 90_000]), Gen.Enum<Axis>(), Gen.Int);

    [Fact]
    public void A_sliver_comes_back_from_any_symbols_proven_along_either_axis() => Cases.Sample(
        test =>
        {
            byte[] bytes = new byte[test.Size];
            Random random = new(test.Seed);
            random.NextBytes(bytes);
            EncodedBlob blob = new(test.Shards, bytes);
            SliverIndex target = new(random.Next(test.Shards));
            SliverExpansion lost = blob.Expand(test.Axis, target.Value);
            int[] others = [.. Enumerable.Range(0, test.Shards)];
            random.Shuffle(others);
            GeneralRecoverySymbol[] symbols =
            [
                .. others[..blob.Parameters.SymbolsPerSliver(test.Axis)].Select(other => random.Next(4) == 0
                    ? lost.RecoverySymbol(new SliverIndex(other))
                    : blob.Expand(test.Axis.Orthogonal(), other).RecoverySymbol(target)),
            ];
            Sliver sliver = SliverRecovery.Recover([.. symbols, symbols[0]], test.Axis, target, blob.Metadata);
            Assert.Equal(blob.Sliver(test.Axis, target.Value).Data.ToArray(), sliver.Data.ToArray());
            Assert.Throws<NotEnoughSymbolsException>(
                () => { SliverRecovery.Recover([.. symbols[1..], symbols[1]], test.Axis, target, blob.Metadata); });
        },
        iter: 40);

    [Fact]
    public void Unusable_symbols_are_dropped_before_counting()
    {
        EncodedBlob blob = new(7, [1, 2, 3]);
        SliverIndex target = new(5);
        DecodingSymbol[] good = [.. Enumerable.Range(1, 3).Select(i => blob.Expand(Axis.Primary, i).Symbol(target))];
        DecodingSymbol tooLong = new(new SliverIndex(0), new byte[4]), nowhere = new(new SliverIndex(7), new byte[2]);
        DecodingSymbol again = new(good[0].Index, new byte[2]);
        Sliver sliver = SliverRecovery.Decode([tooLong, good[0], nowhere, again, good[1], good[2]], Axis.Secondary, target, 2, blob.Parameters);
        Assert.Equal(blob.Sliver(Axis.Secondary, 5).Data.ToArray(), sliver.Data.ToArray());
        NotEnoughSymbolsException error = Assert.Throws<NotEnoughSymbolsException>(
            () => { SliverRecovery.Decode([tooLong, nowhere, again, good[0], good[1]], Axis.Secondary, target, 2, blob.Parameters); });
        Assert.Equal((2, 3), (error.Available, error.Required));
    }

    [Fact]
    public void An_inconsistent_sliver_comes_with_its_proof()
    {
        DishonestBlob blob = new(new EncodedBlob(7, [.. Enumerable.Range(0, 30).Select(i => (byte)i)]), row: 1, seed: 1);
        EncodedBlob honest = new(7, [.. Enumerable.Range(0, 30).Select(i => (byte)i)]);
        SliverIndex target = new(1);
        GeneralRecoverySymbol[] symbols = [.. Enumerable.Range(0, 5).Select(j => honest.Expand(Axis.Secondary, j).RecoverySymbol(target))];

        InconsistencyProof proof = Assert.Throws<InconsistentSliverException>(
            () => { SliverRecovery.Recover(symbols, Axis.Primary, target, blob.Metadata); }).Proof;
        proof.Verify(blob.Metadata);
        Assert.Throws<InvalidInconsistencyProofException>(() => proof.Verify(honest.Metadata));

        // Along the lost sliver itself nothing can be proven.
        SliverExpansion foreign = new(blob.Primary(1), honest.Parameters);
        symbols[0] = foreign.RecoverySymbol(new SliverIndex(0));
        Assert.Throws<InvalidSliverException>(() => { SliverRecovery.Recover(symbols, Axis.Primary, target, blob.Metadata); });
    }
}
