using Walrus.Core.ErasureCoding;

namespace Walrus.Core.Tests.ErasureCoding;

/// <summary>Transforms of which only the positions before some end count give there what whole ones give.</summary>
public sealed unsafe class TransformEdgeTests
{
    private const int Largest = 128;
    private static readonly PlaneLayout Layout = new(1);

    public static TheoryData<string> Tiers => CodeTests.Tiers;

    [Theory]
    [MemberData(nameof(Tiers))]
    public void Values_before_the_end_are_those_of_all(string tier) => ForEveryEnd(tier, (engine, size, end, delta, planes) =>
    {
        using NativeMemoryBlock all = NativePool.Rent(size * Layout.Stride), some = NativePool.Rent(size * Layout.Stride);
        engine.Evaluate(planes, all.Address, Layout, size, 0, size, delta);
        engine.Evaluate(planes, some.Address, Layout, size, 0, end, delta);
        AssertSame(all.Address, some.Address, end);
        engine.Evaluate(planes, planes, Layout, size, 0, end, delta);
        AssertSame(all.Address, planes, end);
    });

    [Theory]
    [MemberData(nameof(Tiers))]
    public void Coefficients_are_added_as_if_zeros_followed_the_end(string tier) => ForEveryEnd(tier, (engine, size, end, delta, planes) =>
    {
        using NativeMemoryBlock padded = NativePool.Rent(size * Layout.Stride), sum = NativePool.Rent(size * Layout.Stride);
        Fill(sum.Address, size, seed: end);
        new Span<byte>(padded.Address, size * Layout.Stride).Clear();
        new Span<byte>(planes, end * Layout.Stride).CopyTo(new Span<byte>(padded.Address, size * Layout.Stride));
        engine.Interpolate(padded.Address, Layout, size, 0, size, delta);
        engine.Add(sum.Address, padded.Address, Layout, size);
        engine.AddInterpolated(planes, sum.Address, Layout, size, end, delta);
        AssertSame(padded.Address, sum.Address, size);
    });

    private static void ForEveryEnd(string tier, Check check)
    {
        TransformEngine engine = TransformEngine.Available.Single(engine => engine.Name == tier);
        using NativeMemoryBlock planes = NativePool.Rent(Largest * Layout.Stride);
        for (int size = 1; size <= Largest; size *= 2)
        {
            // The factors of the last delta are not of the subfield while the size is small.
            foreach (int delta in new[] { 0, size, 5 * size, 2048 - size })
            {
                for (int end = 1; end <= size; end++)
                {
                    Fill(planes.Address, size, seed: delta + end);
                    check(engine, size, end, delta, planes.Address);
                }
            }
        }
    }

    private static void Fill(byte* planes, int positions, int seed) => new Random(seed).NextBytes(new Span<byte>(planes, positions * Layout.Stride));

    private static void AssertSame(byte* expected, byte* actual, int positions)
    {
        for (int position = 0; position < positions; position++)
        {
            nint at = (nint)position * Layout.Stride;
            Assert.Equal(new ReadOnlySpan<byte>(expected + at, 2 * Layout.Values), new ReadOnlySpan<byte>(actual + at, 2 * Layout.Values));
        }
    }

    private delegate void Check(TransformEngine engine, int size, int end, int delta, byte* planes);
}
