using Walrus.Core.Identifiers;

namespace Walrus.Gateway.Publishing;

/// <summary>A lifetime the ledger does not sell.</summary>
internal sealed class InvalidLifetimeException(uint epochs, uint most)
    : Exception($"epochs must be from 1 to {most}, not {epochs}");

/// <summary>The epochs that were paid for ended before a quorum had confirmed.</summary>
internal sealed class LifetimeOverException(BlobId blob, Epoch end)
    : Exception($"the lifetime of blob {blob} ended with the begin of epoch {end}, before enough nodes had confirmed it; store it for more epochs");
