using Walrus.Core.Signatures.Fields;

namespace Walrus.Core.Signatures.Curves;

/// <summary>
/// Compressed points: x big-endian (for G2 the imaginary part first), and in the three top bits whether the point is
/// compressed, is infinity, and has the larger y (data plane 8.2). Reading reports what is wrong as a text, or null.
/// </summary>
internal static class PointEncoding
{
    /// <summary>Length of a point of G1.</summary>
    public const int G1Length = Fp.Length;

    /// <summary>Length of a point of G2.</summary>
    public const int G2Length = 2 * Fp.Length;

    private const byte Compressed = 0x80, AtInfinity = 0x40, LargerY = 0x20, Flags = 0xe0;

    /// <summary>Reads a point of G1 other than infinity.</summary>
    public static string? ReadG1(ReadOnlySpan<byte> bytes, out AffinePoint<Fp> point)
    {
        point = default;
        if (CheckShape(bytes, G1Length) is { } error)
            return error;
        if (!TryReadFirst(bytes, out Fp x))
            return "a coordinate is not below p";
        if (!SquareRoot.TryOf(x.Square() * x + G1.B, out Fp y))
            return "no point of the curve has this coordinate";
        point = new AffinePoint<Fp>(x, y.IsLarger == HasLargerY(bytes) ? y : -y);
        return G1.Contains(new Point<Fp, G1>(point)) ? null : "the point is not in the subgroup";
    }

    /// <summary>Reads a point of G2 other than infinity.</summary>
    public static string? ReadG2(ReadOnlySpan<byte> bytes, out AffinePoint<Fp2> point) =>
        ReadTwist(bytes, out point) ?? (G2.Contains(new Point<Fp2, G2>(point)) ? null : "the point is not in the subgroup");

    /// <summary>Reads a point of G2's curve other than infinity, which may lie outside G2.</summary>
    public static string? ReadTwist(ReadOnlySpan<byte> bytes, out AffinePoint<Fp2> point)
    {
        point = default;
        if (CheckShape(bytes, G2Length) is { } error)
            return error;
        if (!TryReadFirst(bytes, out Fp imaginary) || !Fp.TryRead(bytes[Fp.Length..], out Fp real))
            return "a coordinate is not below p";
        Fp2 x = new(real, imaginary);
        if (!SquareRoot.TryOf(x.Square() * x + G2.B, out Fp2 y))
            return "no point of the curve has this coordinate";
        point = new AffinePoint<Fp2>(x, y.IsLarger == HasLargerY(bytes) ? y : -y);
        return null;
    }

    /// <summary>The 48 bytes of a point of G1.</summary>
    public static byte[] Write(in AffinePoint<Fp> point)
    {
        byte[] bytes = new byte[G1Length];
        point.X.Write(bytes);
        bytes[0] |= FlagsOf(point.Y.IsLarger);
        return bytes;
    }

    /// <summary>The 96 bytes of a point of G2.</summary>
    public static byte[] Write(in AffinePoint<Fp2> point)
    {
        byte[] bytes = new byte[G2Length];
        point.X.C1.Write(bytes);
        point.X.C0.Write(bytes.AsSpan(Fp.Length));
        bytes[0] |= FlagsOf(point.Y.IsLarger);
        return bytes;
    }

    private static string? CheckShape(ReadOnlySpan<byte> bytes, int length)
    {
        if (bytes.Length != length)
            return $"it has {bytes.Length} bytes instead of {length}";
        if ((bytes[0] & Compressed) == 0)
            return "it is not in compressed form";
        return (bytes[0] & AtInfinity) != 0 ? "the point is infinity" : null;
    }

    private static bool TryReadFirst(ReadOnlySpan<byte> bytes, out Fp coordinate)
    {
        Span<byte> unflagged = stackalloc byte[Fp.Length];
        bytes[..Fp.Length].CopyTo(unflagged);
        unflagged[0] &= unchecked((byte)~Flags);
        return Fp.TryRead(unflagged, out coordinate);
    }

    private static bool HasLargerY(ReadOnlySpan<byte> bytes) => (bytes[0] & LargerY) != 0;

    private static byte FlagsOf(bool largerY) => largerY ? (byte)(Compressed | LargerY) : Compressed;
}
