using System.Numerics;
using System.Runtime.InteropServices;

namespace Walrus.Storage;

/// <summary>CRC-32C (Castagnoli), by the processor's own instruction where it has one.</summary>
internal static class Checksum
{
    // The instruction can be begun every cycle and takes three, so three stretches are read side by side.
    private const int LaneWords = 128;
    private const int Lanes = 3;

    private static readonly uint[] LaneShift = CreateLaneShift();

    /// <summary>The checksum of the bytes, going on from <paramref name="seed"/>, which may be another checksum.</summary>
    public static uint Of(ReadOnlySpan<byte> bytes, uint seed = 0)
    {
        uint crc = ~seed;
        ReadOnlySpan<ulong> words = MemoryMarshal.Cast<byte, ulong>(bytes);
        ReadOnlySpan<byte> rest = bytes[(words.Length * sizeof(ulong))..];
        for (; words.Length >= Lanes * LaneWords; words = words[(Lanes * LaneWords)..])
            crc = OfLanes(words, crc);
        foreach (ulong word in words)
            crc = BitOperations.Crc32C(crc, word);
        foreach (byte value in rest)
            crc = BitOperations.Crc32C(crc, value);
        return ~crc;
    }

    private static uint OfLanes(ReadOnlySpan<ulong> words, uint crc)
    {
        ReadOnlySpan<ulong> first = words[..LaneWords], second = words.Slice(LaneWords, LaneWords), third = words.Slice(2 * LaneWords, LaneWords);
        uint a = crc, b = 0, c = 0;
        for (int i = 0; i < LaneWords; i++)
        {
            a = BitOperations.Crc32C(a, first[i]);
            b = BitOperations.Crc32C(b, second[i]);
            c = BitOperations.Crc32C(c, third[i]);
        }

        return ShiftByLane(ShiftByLane(a) ^ b) ^ c;
    }

    /// <summary>What becomes of a remainder when a lane of zeros follows.</summary>
    private static uint ShiftByLane(uint crc) =>
        LaneShift[(byte)crc] ^ LaneShift[256 + (byte)(crc >> 8)] ^ LaneShift[512 + (byte)(crc >> 16)] ^ LaneShift[768 + (crc >> 24)];

    /// <summary>The shift of every value of each of the four bytes: the shift of a sum is the sum of the shifts.</summary>
    private static uint[] CreateLaneShift()
    {
        uint[] table = new uint[4 * 256];
        for (int i = 0; i < table.Length; i++)
        {
            uint crc = (uint)(i % 256) << (i / 256 * 8);
            for (int word = 0; word < LaneWords; word++)
                crc = BitOperations.Crc32C(crc, 0UL);
            table[i] = crc;
        }

        return table;
    }
}
