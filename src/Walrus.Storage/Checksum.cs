using System.Numerics;
using System.Runtime.InteropServices;

namespace Walrus.Storage;

/// <summary>CRC-32C (Castagnoli), by the processor's own instruction where it has one.</summary>
internal static class Checksum
{
    /// <summary>The checksum of the bytes, going on from <paramref name="seed"/>, which may be another checksum.</summary>
    public static uint Of(ReadOnlySpan<byte> bytes, uint seed = 0)
    {
        uint crc = ~seed;
        ReadOnlySpan<ulong> words = MemoryMarshal.Cast<byte, ulong>(bytes);
        foreach (ulong word in words)
            crc = BitOperations.Crc32C(crc, word);
        foreach (byte value in bytes[(words.Length * sizeof(ulong))..])
            crc = BitOperations.Crc32C(crc, value);
        return ~crc;
    }
}
