using Walrus.Core.Identifiers;

namespace Walrus.Ledger.Queries;

/// <summary>A certified blob in the order of events.</summary>
/// <param name="Position">Position of the event that certified it.</param>
/// <param name="BlobId">The blob.</param>
public readonly record struct CertifiedBlob(ulong Position, BlobId BlobId);
