namespace Walrus.Core.Tests.Vectors;

/// <summary>A content generator of the vectors: which bytes a blob of a given size has.</summary>
internal sealed record Content(string Kind, int A = 0, int B = 0, int Value = 0, uint Seed = 0)
{
    public byte[] Bytes(int size)
    {
        byte[] bytes = new byte[size];
        switch (Kind)
        {
            case "affine":
                for (int t = 0; t < size; t++)
                    bytes[t] = (byte)((long)A * t + B);
                break;
            case "constant":
                bytes.AsSpan().Fill((byte)Value);
                break;
            case "xorshift32":
                FillXorshift(bytes, Seed);
                break;
            default:
                throw new InvalidDataException($"'{Kind}' is no known generator.");
        }

        return bytes;
    }

    private static void FillXorshift(Span<byte> bytes, uint x)
    {
        foreach (ref byte b in bytes)
        {
            x ^= x << 13;
            x ^= x >> 17;
            x ^= x << 5;
            b = (byte)x;
        }
    }
}
