using CsCheck;
using Walrus.Core.Parameters;
using Walrus.Core.Quilts;

namespace Walrus.Core.Tests.Quilts;

public sealed class QuiltPackingTests
{
    [Fact]
    public void The_symbol_size_is_the_smallest_with_which_everything_fits() =>
        Gen.Select(Gen.Int[4, 31], Gen.Int[6, 3000], Gen.Long[7, 20_000].Array[0, 21]).Sample(
            (shards, indexSize, sizes) =>
            {
                RedStuffParameters parameters = new(shards);
                sizes = [.. sizes.Take(parameters.SecondarySymbols - 1)];
                int size = 1;
                while (!Fits(parameters, size, indexSize, sizes))
                    size++;
                Assert.Equal(size + size % 2, QuiltPacking.SymbolSize(parameters, indexSize, sizes));
            },
            iter: 300);

    [Fact]
    public void The_largest_quilt_has_the_largest_symbols()
    {
        RedStuffParameters parameters = new(1000);
        long column = (long)parameters.PrimarySymbols * RedStuffParameters.MaxSymbolSize;
        long most = column * (parameters.SecondarySymbols - 1);
        Assert.Equal(RedStuffParameters.MaxSymbolSize, QuiltPacking.SymbolSize(parameters, 6, [most]));
        Assert.Equal(QuiltRefusal.QuiltTooLarge, Refusal(() => QuiltPacking.SymbolSize(parameters, 6, [most + 1])));
        Assert.Equal(QuiltRefusal.QuiltTooLarge, Refusal(() => QuiltPacking.SymbolSize(parameters, 6, [long.MaxValue / 2])));
    }

    [Fact]
    public void An_index_takes_ten_columns_at_most()
    {
        RedStuffParameters parameters = new(1000);
        int column = parameters.PrimarySymbols * 2;
        Assert.Equal(2, QuiltPacking.SymbolSize(parameters, 10 * column, []));
        Assert.Equal(4, QuiltPacking.SymbolSize(parameters, 10 * column + 1, []));
        Assert.Equal(QuiltRefusal.QuiltTooLarge, Refusal(() => QuiltPacking.SymbolSize(new(4), int.MaxValue / 2, [])));
    }

    [Theory]
    [InlineData(4, 2)]
    [InlineData(7, 4)]
    [InlineData(1000, 666)]
    public void There_is_a_column_for_each_patch_and_one_for_the_index(int shards, int most)
    {
        Assert.True(QuiltPacking.SymbolSize(new(shards), 6, [.. Enumerable.Repeat(7L, most)]) > 0);
        Assert.Equal(QuiltRefusal.TooManyPatches, Refusal(() => QuiltPacking.SymbolSize(new(shards), 6, [.. Enumerable.Repeat(7L, most + 1)])));
    }

    private static QuiltRefusal Refusal(Func<int> pack) => Assert.Throws<QuiltRefusedException>(() => pack()).Reason;

    // As the specification says it, with nothing that is clever.
    private static bool Fits(RedStuffParameters parameters, int size, int indexSize, long[] sizes)
    {
        decimal column = parameters.PrimarySymbols * size;
        return decimal.Ceiling(indexSize / column) <= 10
            && column >= 5
            && sizes.Prepend(indexSize).Sum(bytes => decimal.Ceiling(bytes / column)) <= parameters.SecondarySymbols;
    }
}
