using Walrus.Core.Identifiers;

namespace Walrus.Client.StorageNodes;

/// <summary>What a node's view of the ledger says of a blob (HTTP interfaces 7.4).</summary>
public abstract record BlobStatus
{
    private BlobStatus() { }

    /// <summary>Never registered, or expired, or deleted.</summary>
    public sealed record Nonexistent : BlobStatus;

    /// <summary>A permanent blob object exists.</summary>
    /// <param name="EndEpoch">First epoch in which the blob is no longer stored.</param>
    /// <param name="IsCertified">Whether it is certified, or only registered.</param>
    /// <param name="StatusEvent">The event that led to this status.</param>
    /// <param name="DeletableCounts">Deletable objects beside it.</param>
    /// <param name="InitialCertifiedEpoch">Epoch of the first certification; null before.</param>
    public sealed record Permanent(
        Epoch EndEpoch, bool IsCertified, EventId StatusEvent, DeletableCounts DeletableCounts, Epoch? InitialCertifiedEpoch) : BlobStatus;

    /// <summary>Only deletable blob objects exist.</summary>
    /// <param name="InitialCertifiedEpoch">Epoch of the first certification; null before.</param>
    /// <param name="DeletableCounts">How many there are.</param>
    public sealed record Deletable(Epoch? InitialCertifiedEpoch, DeletableCounts DeletableCounts) : BlobStatus;

    /// <summary>Certified to be inconsistent.</summary>
    /// <param name="Event">The event that says so.</param>
    public sealed record Invalid(EventId Event) : BlobStatus;
}

/// <summary>Deletable blob objects of one blob id.</summary>
/// <param name="Total">All of them.</param>
/// <param name="Certified">Those that are certified.</param>
public readonly record struct DeletableCounts(uint Total, uint Certified);

/// <summary>Position of an event on the ledger (HTTP interfaces 1).</summary>
/// <param name="TxDigest">Digest of the transaction, base58.</param>
/// <param name="EventSeq">Number of the event in its transaction.</param>
public readonly record struct EventId(string TxDigest, ulong EventSeq);
