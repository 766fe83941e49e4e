namespace Walrus.Core.Slivers;

/// <summary>Why a sliver is refused (data plane 6.5).</summary>
public enum SliverFault
{
    /// <summary>Nothing is wrong with it.</summary>
    None,

    /// <summary>The sliver index is not below the number of shards.</summary>
    IndexOutOfRange,

    /// <summary>The data are not as long as slivers of this blob are.</summary>
    WrongLength,

    /// <summary>The symbol size is not that of this blob.</summary>
    WrongSymbolSize,

    /// <summary>The expanded sliver has another Merkle root than the metadata says.</summary>
    RootMismatch,
}
