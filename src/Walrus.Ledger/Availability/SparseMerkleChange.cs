using Walrus.Core.Identifiers;

namespace Walrus.Ledger.Availability;

/// <summary>What a key of the availability map is to have.</summary>
/// <param name="Key">The key.</param>
/// <param name="ValueHash">Hash of its value; null for none.</param>
internal readonly record struct SparseMerkleChange(Bytes32 Key, Bytes32? ValueHash);
