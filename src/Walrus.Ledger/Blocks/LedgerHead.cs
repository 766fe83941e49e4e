using Walrus.Core.Identifiers;

namespace Walrus.Ledger.Blocks;

/// <summary>The last block.</summary>
/// <param name="Height">Its height.</param>
/// <param name="Hash">Hash of its header.</param>
/// <param name="Header">Its header.</param>
public sealed record LedgerHead(ulong Height, Bytes32 Hash, BlockHeader Header);
