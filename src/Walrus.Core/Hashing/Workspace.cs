namespace Walrus.Core.Hashing;

/// <summary>
/// Scratch of one call for two groups of messages, in stack memory that the caller allots: such memory is not aligned
/// to cache lines, and message words that straddle two would cost a tenth of the speed.
/// </summary>
internal readonly unsafe struct Workspace<TWord> where TWord : unmanaged
{
    /// <summary>Bytes to allot, for two groups of eight lanes and the loss to alignment.</summary>
    public const int Size = PreviousOffset + 64 + 63;

    private const int MessageOffset = 1024;
    private const int CarryOffset = MessageOffset + 2048;
    private const int EdgesOffset = CarryOffset + 128;
    private const int EdgeLanesOffset = EdgesOffset + 1024;
    private const int LeftsOffset = EdgeLanesOffset + 64;
    private const int RightsOffset = LeftsOffset + 128;
    private const int TargetsOffset = RightsOffset + 128;
    private const int PreviousOffset = TargetsOffset + 128;
    private readonly byte* _start;

    /// <summary>Parts of <paramref name="memory"/>, which is <see cref="Size"/> bytes long.</summary>
    public Workspace(byte* memory) => _start = (byte*)(((nuint)memory + 63) & ~(nuint)63);

    /// <summary>Eight words a group: the chaining values.</summary>
    public TWord* State => (TWord*)_start;

    /// <summary>Sixteen words a group: one block of every message.</summary>
    public TWord* Message => (TWord*)(_start + MessageOffset);

    /// <summary>One word a group: the byte before the first block of every message.</summary>
    public TWord* Carry => (TWord*)(_start + CarryOffset);

    /// <summary>One block of every lane of a group, for blocks that cannot be read where they are.</summary>
    public byte* Edges => _start + EdgesOffset;

    /// <summary>Where each lane's block in <see cref="Edges"/> begins.</summary>
    public byte** EdgeLanes => (byte**)(_start + EdgeLanesOffset);

    /// <summary>Where each lane's symbol or left child begins.</summary>
    public byte** Lefts => (byte**)(_start + LeftsOffset);

    /// <summary>Where each lane's right child begins.</summary>
    public byte** Rights => (byte**)(_start + RightsOffset);

    /// <summary>Where each lane's digest goes.</summary>
    public byte** Targets => (byte**)(_start + TargetsOffset);

    /// <summary>The two children hashed last.</summary>
    public byte* Previous => _start + PreviousOffset;
}
