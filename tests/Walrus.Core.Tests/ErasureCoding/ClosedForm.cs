using System.Numerics;
using Walrus.Core.ErasureCoding;

namespace Walrus.Core.Tests.ErasureCoding;

/// <summary>The code by its generator matrix (data plane 4.4): slow, and independent of the transforms.</summary>
internal static class ClosedForm
{
    /// <summary>Coefficient of source <paramref name="source"/> in recovery symbol <paramref name="recovery"/>.</summary>
    public static ushort Coefficient(int sources, int recoveries, int recovery, int source)
    {
        int a = (int)BitOperations.RoundUpToPowerOf2((uint)sources), b = (int)BitOperations.RoundUpToPowerOf2((uint)recoveries);
        bool isHigh = a > b || (a == b && sources <= recoveries);
        int c = isHigh ? b : a;
        int x = c + (isHigh ? source : recovery);
        return CantorField.Divide((ushort)(x >> BitOperations.Log2((uint)c)), (ushort)(x ^ (isHigh ? recovery : source)));
    }

    /// <summary>All symbols from the sources.</summary>
    public static byte[][] Encode(byte[][] sources, int recoveries)
    {
        byte[][] symbols = new byte[sources.Length + recoveries][];
        sources.CopyTo(symbols, 0);
        for (int r = 0; r < recoveries; r++)
        {
            ushort[] sum = new ushort[sources[0].Length / 2];
            for (int i = 0; i < sources.Length; i++)
            {
                ushort coefficient = Coefficient(sources.Length, recoveries, r, i);
                for (int e = 0; e < sum.Length; e++)
                    sum[e] ^= CantorField.Multiply(coefficient, Element(sources[i], e));
            }

            symbols[sources.Length + r] = FromElements(sum);
        }

        return symbols;
    }

    /// <summary>Element <paramref name="index"/> of a symbol (data plane 4.2).</summary>
    public static ushort Element(byte[] symbol, int index)
    {
        (int low, int high) = Places(symbol.Length, index);
        return (ushort)(symbol[low] | symbol[high] << 8);
    }

    private static byte[] FromElements(ushort[] elements)
    {
        byte[] symbol = new byte[2 * elements.Length];
        for (int i = 0; i < elements.Length; i++)
        {
            (int low, int high) = Places(symbol.Length, i);
            symbol[low] = (byte)elements[i];
            symbol[high] = (byte)(elements[i] >> 8);
        }

        return symbol;
    }

    private static (int Low, int High) Places(int symbolSize, int element)
    {
        int block = element / 32 * 64;
        int blockSize = Math.Min(64, symbolSize - block);
        return (block + element % 32, block + blockSize / 2 + element % 32);
    }
}
