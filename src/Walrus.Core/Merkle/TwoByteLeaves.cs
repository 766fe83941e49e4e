using Walrus.Core.Hashing;
using Walrus.Core.Identifiers;

namespace Walrus.Core.Merkle;

/// <summary>
/// Symbols of small blobs have two bytes, and so only 65536 possible leaves: once a process has hashed as many as
/// that, a table of them all (2 MiB, two milliseconds) has paid for itself.
/// </summary>
internal static unsafe class TwoByteLeaves
{
    /// <summary>Bytes of the symbols the table is for.</summary>
    public const int SymbolSize = sizeof(ushort);

    private const int Values = ushort.MaxValue + 1;
    private static readonly Lazy<byte[]> Table = new(Build);
    private static long _hashedWithoutTable;

    /// <summary>Copies the digests from the table, unless too few were wanted so far for there to be one.</summary>
    public static bool TryLookUp(in SymbolBatch symbols, byte* digests)
    {
        if (!Table.IsValueCreated && Interlocked.Add(ref _hashedWithoutTable, symbols.Count) < Values)
            return false;
        LookUp(symbols, digests);
        return true;
    }

    /// <summary>Copies the digests from the table.</summary>
    public static void LookUp(in SymbolBatch symbols, byte* digests)
    {
        fixed (byte* table = Table.Value)
        {
            for (int i = 0; i < symbols.Count; i++)
                ((Bytes32*)digests)[i] = ((Bytes32*)table)[*(ushort*)symbols[i]];
        }
    }

    private static byte[] Build()
    {
        byte[] table = new byte[Values * Bytes32.Length];
        ushort[] symbols = new ushort[Values];
        for (int value = 0; value < Values; value++)
            symbols[value] = (ushort)value;
        fixed (ushort* memory = symbols)
        fixed (byte* digests = table)
        {
            SymbolBatch batch = new((byte*)memory, Values * SymbolSize, SymbolSize, Values, SymbolSize);
            LaneHasher.Best.HashLeaves(batch, digests);
        }

        return table;
    }
}
