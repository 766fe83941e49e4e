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

    /// <summary>Whether symbols lie <see cref="Stride"/> apart.</summary>
    public bool AreStrided => offsets == null;

    /// <summary>Bytes from the start of one symbol to the next.</summary>
    public int Stride => stride;

    /// <summary>Where symbol <paramref name="index"/> begins.</summary>
    public byte* this[int index] => memory + (AreStrided ? (long)index * stride : offsets[index]);

    /// <summary>Whether <paramref name="size"/> bytes may be read <paramref name="position"/> bytes into each of the symbols.</summary>
    public bool AreReadable(byte** symbols, int symbolCount, int position, int size)
    {
        // At a stride, what holds for the first and the last symbol holds for those between.
        int step = AreStrided ? symbolCount - 1 : 1;
        for (int i = 0; i < symbolCount; i += Math.Max(step, 1))
        {
            byte* start = symbols[i] + position;
            if (start < memory || start + size > memory + memorySize)
                return false;
        }

        return true;
    }
}
