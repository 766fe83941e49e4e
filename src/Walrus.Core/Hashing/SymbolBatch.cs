namespace Walrus.Core.Hashing;

/// <summary>
/// Symbols of one size in one stretch of readable memory, either a fixed stride apart or at given offsets.
/// </summary>
internal readonly unsafe struct SymbolBatch(byte* memory, long memorySize, int symbolSize, int count, int stride, int* offsets = null)
{
    /// <summary>Bytes of one symbol.</summary>
    public int SymbolSize => symbolSize;

    /// <summary>How many symbols.</summary>
    public int Count => count;

    /// <summary>Where symbol <paramref name="index"/> begins.</summary>
    public byte* this[int index] => memory + (offsets == null ? (long)index * stride : offsets[index]);

    /// <summary>Whether all <paramref name="size"/> bytes from <paramref name="start"/> may be read.</summary>
    public bool IsReadable(byte* start, nint size) => start >= memory && start + size <= memory + memorySize;
}
