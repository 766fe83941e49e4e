namespace Walrus.Core.Hashing;

/// <summary>
/// Scratch of one call, in stack memory that the caller allots: managed stack memory is not aligned to cache lines,
/// and message words that straddle two would cost a tenth of the speed.
/// </summary>
internal readonly unsafe struct Workspace<TWord> where TWord : unmanaged
{
    /// <summary>Bytes to allot, for eight lanes and the loss to alignment.</summary>
    public const int Size = 64 + 512 + 1024 + 1024 + 4 * 64 + 64;

    /// <summary>Parts of <paramref name="memory"/>, which is <see cref="Size"/> bytes long.</summary>
    public Workspace(byte* memory)
    {
        byte* aligned = (byte*)(((nuint)memory + 63) & ~(nuint)63);
        State = (TWord*)aligned;
        Message = (TWord*)(aligned + 512);
        Edges = aligned + 1536;
        Lefts = (byte**)(aligned + 2560);
        Rights = (byte**)(aligned + 2624);
        Targets = (byte**)(aligned + 2688);
        EdgeLanes = (byte**)(aligned + 2752);
        Previous = aligned + 2816;
    }

    /// <summary>Eight words: the chaining values.</summary>
    public TWord* State { get; }

    /// <summary>Sixteen words: one block of every message.</summary>
    public TWord* Message { get; }

    /// <summary>One block of every lane, for blocks that cannot be read where they are.</summary>
    public byte* Edges { get; }

    /// <summary>Where each lane's blocks in <see cref="Edges"/> begin.</summary>
    public byte** EdgeLanes { get; }

    /// <summary>Where each lane's symbol or left child begins.</summary>
    public byte** Lefts { get; }

    /// <summary>Where each lane's right child begins.</summary>
    public byte** Rights { get; }

    /// <summary>Where each lane's digest goes.</summary>
    public byte** Targets { get; }

    /// <summary>The two children hashed last.</summary>
    public byte* Previous { get; }
}
