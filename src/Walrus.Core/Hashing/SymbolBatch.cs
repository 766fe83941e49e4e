namespace Walrus.Core.Hashing;

/// <summary>Symbols of one size, a fixed stride apart, in one stretch of readable memory.</summary>
internal readonly unsafe struct SymbolBatch(byte* memory, long memorySize, int symbolSize, int count, int stride)
{
    /// <summary>Where the first symbol begins.</summary>
    public byte* Start => memory;

    /// <summary>Bytes of one symbol.</summary>
    public int SymbolSize => symbolSize;

    /// <summary>How many symbols.</summary>
    public int Count => count;

    /// <summary>Bytes from the start of one symbol to the next.</summary>
    public int Stride => stride;

    /// <summary>Where symbol <paramref name="index"/> begins.</summary>
    public byte* this[int index] => memory + (long)index * stride;

    /// <summary>Whether <paramref name="size"/> bytes may be read <paramref name="position"/> bytes into every symbol from one to another.</summary>
    public bool AreReadable(byte* first, byte* last, int position, int size) =>
        first + position >= memory && last + position + size <= memory + memorySize;
}
