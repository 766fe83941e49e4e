namespace Walrus.Ledger.Events;

/// <summary>
/// Numbers of the events in BCS, which never change. Those below 64 follow the table of control plane 1.9, with room for the kinds
/// that are not built; those from 64 on are this ledger's own.
/// </summary>
public enum EventKind : byte
{
    /// <summary>See <see cref="Events.BlobRegistered"/>.</summary>
    BlobRegistered = 0,

    /// <summary>See <see cref="Events.BlobCertified"/>.</summary>
    BlobCertified = 1,

    /// <summary>See <see cref="Events.BlobDeleted"/>.</summary>
    BlobDeleted = 2,

    /// <summary>See <see cref="Events.InvalidBlobID"/>.</summary>
    InvalidBlobID = 3,

    /// <summary>See <see cref="Events.EpochParametersSelected"/>.</summary>
    EpochParametersSelected = 9,

    /// <summary>See <see cref="Events.EpochChangeStart"/>.</summary>
    EpochChangeStart = 10,

    /// <summary>See <see cref="Events.PricesUpdated"/>.</summary>
    PricesUpdated = 11,

    /// <summary>See <see cref="Events.ShardsReceived"/>.</summary>
    ShardsReceived = 12,

    /// <summary>See <see cref="Events.EpochChangeDone"/>.</summary>
    EpochChangeDone = 13,

    /// <summary>See <see cref="Events.ReadPriceUpdated"/>.</summary>
    ReadPriceUpdated = 64,

    /// <summary>See <see cref="Events.EpochRewardsPaid"/>.</summary>
    EpochRewardsPaid = 65,

    /// <summary>See <see cref="Events.WalTransferred"/>.</summary>
    WalTransferred = 66,

    /// <summary>See <see cref="Events.WalBurned"/>.</summary>
    WalBurned = 67,

    /// <summary>See <see cref="Events.ObjectTransferred"/>.</summary>
    ObjectTransferred = 68,

    /// <summary>See <see cref="Events.StorageReserved"/>.</summary>
    StorageReserved = 69,

    /// <summary>See <see cref="Events.StorageSplit"/>.</summary>
    StorageSplit = 70,

    /// <summary>See <see cref="Events.StorageFused"/>.</summary>
    StorageFused = 71,

    /// <summary>See <see cref="Events.StorageDestroyed"/>.</summary>
    StorageDestroyed = 72,

    /// <summary>See <see cref="Events.BlobBurned"/>.</summary>
    BlobBurned = 73,

    /// <summary>See <see cref="Events.BlobAttributesChanged"/>.</summary>
    BlobAttributesChanged = 74,

    /// <summary>See <see cref="Events.BlobShared"/>.</summary>
    BlobShared = 75,

    /// <summary>See <see cref="Events.SharedBlobFunded"/>.</summary>
    SharedBlobFunded = 76,

    /// <summary>See <see cref="Events.StorageExtended"/>.</summary>
    StorageExtended = 77,

    /// <summary>See <see cref="Events.NodeRegistered"/>.</summary>
    NodeRegistered = 78,

    /// <summary>See <see cref="Events.NodeProfileChanged"/>.</summary>
    NodeProfileChanged = 79,

    /// <summary>See <see cref="Events.NodeVotesSet"/>.</summary>
    NodeVotesSet = 80,

    /// <summary>See <see cref="Events.NextBlsKeySet"/>.</summary>
    NextBlsKeySet = 81,

    /// <summary>See <see cref="Events.CommissionRateSet"/>.</summary>
    CommissionRateSet = 82,

    /// <summary>See <see cref="Events.CommissionReceiverSet"/>.</summary>
    CommissionReceiverSet = 83,

    /// <summary>See <see cref="Events.GovernanceAuthoritySet"/>.</summary>
    GovernanceAuthoritySet = 84,

    /// <summary>See <see cref="Events.CommissionCollected"/>.</summary>
    CommissionCollected = 85,

    /// <summary>See <see cref="Events.CommissionAdded"/>.</summary>
    CommissionAdded = 86,

    /// <summary>See <see cref="Events.NodeRetired"/>.</summary>
    NodeRetired = 87,

    /// <summary>See <see cref="Events.WalStaked"/>.</summary>
    WalStaked = 88,

    /// <summary>See <see cref="Events.WithdrawalRequested"/>.</summary>
    WithdrawalRequested = 89,

    /// <summary>See <see cref="Events.StakeWithdrawn"/>.</summary>
    StakeWithdrawn = 90,

    /// <summary>See <see cref="Events.StakeSplit"/>.</summary>
    StakeSplit = 91,

    /// <summary>See <see cref="Events.StakeJoined"/>.</summary>
    StakeJoined = 92,

    /// <summary>See <see cref="Events.ActiveSetUpdated"/>.</summary>
    ActiveSetUpdated = 93,

    /// <summary>See <see cref="Events.SlashingVoted"/>.</summary>
    SlashingVoted = 94,

    /// <summary>See <see cref="Events.CommissionSlashed"/>.</summary>
    CommissionSlashed = 95,

    /// <summary>See <see cref="Events.SlashingCleanedUp"/>.</summary>
    SlashingCleanedUp = 96,

    /// <summary>See <see cref="Events.EpochSyncOverdue"/>.</summary>
    EpochSyncOverdue = 97,
}
