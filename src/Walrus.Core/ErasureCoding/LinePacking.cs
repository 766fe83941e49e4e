namespace Walrus.Core.ErasureCoding;

/// <summary>
/// How much of a matrix one run of the code takes: several rows or columns (lines) of short symbols, or one slice of one line of
/// long ones. Chosen so that a position of the transform has about <see cref="TargetBytes"/>, which keeps a run in the second-level
/// cache and fills the vectors.
/// </summary>
internal readonly record struct LinePacking
{
    /// <summary>Bytes of one position that a run aims at.</summary>
    public const int TargetBytes = 1024;

    // Slices begin where a block of the wire form and a block of the hash begin.
    private const int SliceUnit = 128;

    private readonly int _symbolSize;

    /// <summary>Packing of at most <paramref name="maxLines"/> lines.</summary>
    public LinePacking(int symbolSize, int maxLines, int targetBytes = TargetBytes)
    {
        _symbolSize = symbolSize;
        int slices = (symbolSize + targetBytes - 1) / targetBytes;
        SliceSize = slices == 1 ? symbolSize : RoundUp((symbolSize + slices - 1) / slices, SliceUnit);
        Slices = (symbolSize + SliceSize - 1) / SliceSize;
        Lines = Math.Clamp(targetBytes / symbolSize, 1, maxLines);
    }

    /// <summary>Lines of a run; one, if there are several slices.</summary>
    public int Lines { get; init; }

    /// <summary>Slices of every symbol.</summary>
    public int Slices { get; }

    /// <summary>Bytes of a slice other than the last.</summary>
    public int SliceSize { get; }

    /// <summary>Most bytes of one position in a run.</summary>
    public int PositionSize => Lines * SliceSize;

    /// <summary>Where a slice starts within its symbol, in bytes; for the number of slices, the symbol size.</summary>
    public int OffsetOf(int slice) => Math.Min(slice * SliceSize, _symbolSize);

    /// <summary>Bytes of a slice.</summary>
    public int SizeOf(int slice) => OffsetOf(slice + 1) - OffsetOf(slice);

    private static int RoundUp(int value, int unit) => (value + unit - 1) / unit * unit;
}
