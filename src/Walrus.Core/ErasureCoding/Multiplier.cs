namespace Walrus.Core.ErasureCoding;

/// <summary>
/// Multiplication by one field value as a linear map of 16 bits: the products with the 16 powers of two. Every tier
/// derives its own table from these.
/// </summary>
internal readonly ref struct Multiplier
{
    /// <summary>Bits in a field value.</summary>
    public const int Bits = 16;

    private readonly ReadOnlySpan<ushort> _images;

    /// <summary>The map of <paramref name="factor"/>; <paramref name="storage"/> holds 16 values for as long as this lives.</summary>
    public Multiplier(ushort factor, Span<ushort> storage)
    {
        for (int bit = 0; bit < Bits; bit++)
            storage[bit] = CantorField.Multiply(factor, (ushort)(1 << bit));
        _images = storage[..Bits];
    }

    /// <summary>Product of the factor and <paramref name="value"/>.</summary>
    public ushort Apply(int value)
    {
        int product = 0;
        for (int bit = 0; bit < Bits; bit++)
            product ^= -(value >> bit & 1) & _images[bit];
        return (ushort)product;
    }

    /// <summary>
    /// The part of the map from one byte of the value to one byte of the product as an 8×8 bit matrix in the order of the
    /// affine instruction: byte 7 - i holds the input bits that output bit i is the parity of.
    /// </summary>
    public ulong Matrix(int inputByte, int outputByte)
    {
        ulong matrix = 0;
        for (int bit = 0; bit < 8; bit++)
        {
            int image = _images[8 * inputByte + bit] >> (8 * outputByte);
            for (int row = 0; row < 8; row++)
                matrix |= (ulong)(image >> row & 1) << (8 * (7 - row) + bit);
        }

        return matrix;
    }

    /// <summary>
    /// Eight tables of 16 bytes, 128 in all: for nibbles 0 to 3 of the value the low bytes of the products, then for
    /// nibbles 0 to 3 the high bytes.
    /// </summary>
    public void WriteNibbleTables(Span<byte> tables)
    {
        for (int nibble = 0; nibble < 4; nibble++)
        {
            for (int value = 0; value < 16; value++)
            {
                ushort product = Apply(value << (4 * nibble));
                tables[16 * nibble + value] = (byte)product;
                tables[64 + 16 * nibble + value] = (byte)(product >> 8);
            }
        }
    }
}
