namespace Walrus.Grains.Ledger;

/// <summary>How a block came to be part of a process's ledger.</summary>
internal enum BlockOrigin
{
    /// <summary>The orderer of this process made it; nobody here executed its bytes.</summary>
    Orderer,

    /// <summary>It was read from the journal and executed.</summary>
    Journal,
}
