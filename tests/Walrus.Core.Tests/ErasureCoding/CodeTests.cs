using CsCheck;
using Walrus.Core.ErasureCoding;

namespace Walrus.Core.Tests.ErasureCoding;

/// <summary>The transforms against the closed form, in every tier of this processor.</summary>
public sealed class CodeTests
{
    public static TheoryData<string> Tiers => [.. TransformEngine.Available.Select(tier => tier.Name)];

    [Theory]
    [InlineData(2, 2, 0, 0, 3)]
    [InlineData(5, 2, 0, 4, 7)]
    [InlineData(4, 6, 5, 2, 0xc)]
    [InlineData(334, 666, 0, 0, 0xe146)]
    [InlineData(334, 666, 665, 333, 0x5073)]
    [InlineData(334, 666, 100, 200, 0x8ac1)]
    [InlineData(667, 333, 332, 666, 0xfb96)]
    public void The_closed_form_has_the_coefficients_of_the_specification(int sources, int recoveries, int recovery, int source, int expected) =>
        Assert.Equal(expected, ClosedForm.Coefficient(sources, recoveries, recovery, source));

    [Theory]
    [MemberData(nameof(Tiers))]
    public void Recovery_symbols_are_those_of_the_closed_form_for_every_symbol_size(string tier)
    {
        // Sizes around the blocks of the wire form, and so many lines that the planes are exactly full, one short, or one over.
        for (int size = 2; size <= 130; size += 2)
        {
            foreach (int lines in new[] { 1, 2, 3, 64, 128 / size + 1 })
                Check(tier, sources: 5, recoveries: 3, size, lines, seed: size * 1000 + lines);
        }
    }

    [Theory]
    [MemberData(nameof(Tiers))]
    public void Recovery_symbols_are_those_of_the_closed_form_for_every_shape(string tier)
    {
        for (int shards = 4; shards <= 100; shards++)
        {
            int f = (shards - 1) / 3;
            Check(tier, shards - f, f, size: 6, lines: 2, seed: shards);
            Check(tier, shards - 2 * f, 2 * f, size: 6, lines: 2, seed: -shards);
        }
    }

    [Fact]
    public void Every_shard_count_encodes_by_the_closed_form_and_decodes_again()
    {
        Random random = new(7);
        for (int shards = 4; shards <= 1000; shards++)
        {
            int f = (shards - 1) / 3;
            CheckSample(new CodeShape(shards - f, f), random);
            CheckSample(new CodeShape(shards - 2 * f, 2 * f), random);
        }
    }

    [Theory]
    [MemberData(nameof(Tiers))]
    public void Any_symbols_give_back_the_sources(string tier)
    {
        TransformEngine engine = Tier(tier);
        Gen.Select(Gen.Int[4, 130], Gen.Int[1, 70], Gen.Bool, Gen.Int).Sample((shards, half, primary, seed) =>
        {
            int f = (shards - 1) / 3;
            int sources = primary ? shards - f : shards - 2 * f;
            byte[][] symbols = ClosedForm.Encode(RandomSymbols(sources, 2 * half, seed), shards - sources);
            int[] received = new int[shards];
            for (int i = 0; i < shards; i++)
                received[i] = i;
            new Random(seed).Shuffle(received);
            CodeRunner.CheckDecoding(engine, new CodeShape(sources, shards - sources), symbols, received[..sources]);
        }, iter: 60);
    }

    [Theory]
    [MemberData(nameof(Tiers))]
    public void A_thousand_shards_decode_from_parity_near_and_far(string tier)
    {
        TransformEngine engine = Tier(tier);
        byte[][] symbols = CodeRunner.Encode(engine, new CodeShape(334, 666), RandomSymbols(334, 2, seed: 1), lines: 1);
        CodeShape shape = new(334, 666);
        CodeRunner.CheckDecoding(engine, shape, symbols, [.. Enumerable.Range(334, 334)]);
        CodeRunner.CheckDecoding(engine, shape, symbols, [.. Enumerable.Range(666, 334)]);
        CodeRunner.CheckDecoding(engine, shape, symbols, [.. Enumerable.Range(0, 334).Select(i => 3 * i)]);
        CodeShape rows = new(667, 333);
        symbols = CodeRunner.Encode(engine, rows, RandomSymbols(667, 2, seed: 2), lines: 1);
        CodeRunner.CheckDecoding(engine, rows, symbols, [.. Enumerable.Range(333, 667)]);
    }

    private static void Check(string tier, int sources, int recoveries, int size, int lines, int seed)
    {
        byte[][] expected = new byte[sources + recoveries][];
        byte[][] packed = RandomSymbols(sources, size * lines, seed);
        for (int i = 0; i < expected.Length; i++)
            expected[i] = new byte[size * lines];
        for (int line = 0; line < lines; line++)
        {
            byte[][] one = ClosedForm.Encode([.. packed.Select(symbols => symbols[(line * size)..((line + 1) * size)])], recoveries);
            for (int i = 0; i < one.Length; i++)
                one[i].CopyTo(expected[i], line * size);
        }

        byte[][] actual = CodeRunner.Encode(Tier(tier), new CodeShape(sources, recoveries), packed, lines);
        for (int i = 0; i < expected.Length; i++)
        {
            Assert.True(
                expected[i].AsSpan().SequenceEqual(actual[i]),
                $"symbol {i} of {sources}+{recoveries}, {lines} lines of {size} bytes, seed {seed}: "
                + $"{Convert.ToHexString(actual[i])} instead of {Convert.ToHexString(expected[i])}");
        }
    }

    private static void CheckSample(CodeShape shape, Random random)
    {
        byte[][] symbols = CodeRunner.Encode(TransformEngine.Best, shape, RandomSymbols(shape.Sources, 2, random.Next()), lines: 1);
        foreach (int recovery in new[] { 0, random.Next(shape.Recoveries), shape.Recoveries - 1 })
        {
            int sum = 0;
            for (int i = 0; i < shape.Sources; i++)
            {
                ushort coefficient = ClosedForm.Coefficient(shape.Sources, shape.Recoveries, recovery, i);
                sum ^= CantorField.Multiply(coefficient, ClosedForm.Element(symbols[i], 0));
            }

            Assert.True(sum == ClosedForm.Element(symbols[shape.Sources + recovery], 0), $"recovery {recovery} of {shape.Sources}+{shape.Recoveries}");
        }

        int[] indices = [.. Enumerable.Range(0, shape.Symbols)];
        random.Shuffle(indices);
        CodeRunner.CheckDecoding(TransformEngine.Best, shape, symbols, indices[..shape.Sources]);
    }

    private static TransformEngine Tier(string name) => TransformEngine.Available.Single(tier => tier.Name == name);

    private static byte[][] RandomSymbols(int count, int size, int seed)
    {
        Random random = new(seed);
        byte[][] symbols = new byte[count][];
        for (int i = 0; i < count; i++)
        {
            symbols[i] = new byte[size];
            random.NextBytes(symbols[i]);
        }

        return symbols;
    }
}
