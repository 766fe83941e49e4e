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

    /// <summary>See <see cref="Events.StoragePoolCreated"/>.</summary>
    StoragePoolCreated = 4,

    /// <summary>See <see cref="Events.StoragePoolExtended"/>.</summary>
    StoragePoolExtended = 5,

    /// <summary>See <see cref="Events.PooledBlobRegistered"/>.</summary>
    PooledBlobRegistered = 6,

    /// <summary>See <see cref="Events.PooledBlobCertified"/>.</summary>
    PooledBlobCertified = 7,

    /// <summary>See <see cref="Events.PooledBlobDeleted"/>.</summary>
    PooledBlobDeleted = 8,

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

    /// <summary>See <see cref="Events.RegisterDenyListUpdate"/>.</summary>
    RegisterDenyListUpdate = 15,

    /// <summary>See <see cref="Events.DenyListUpdate"/>.</summary>
    DenyListUpdate = 16,

    /// <summary>See <see cref="Events.DenyListBlobDeleted"/>.</summary>
    DenyListBlobDeleted = 17,

    /// <summary>See <see cref="Events.ContractUpgradeProposed"/>.</summary>
    ContractUpgradeProposed = 18,

    /// <summary>See <see cref="Events.ContractUpgradeQuorumReached"/>.</summary>
    ContractUpgradeQuorumReached = 19,

    /// <summary>See <see cref="Events.ContractUpgraded"/>.</summary>
    ContractUpgraded = 20,

    /// <summary>See <see cref="Events.ProtocolVersionUpdated"/>.</summary>
    ProtocolVersionUpdated = 21,

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

    /// <summary>See <see cref="Events.StoragePoolResized"/>.</summary>
    StoragePoolResized = 100,

    /// <summary>See <see cref="Events.StoragePoolDestroyed"/>.</summary>
    StoragePoolDestroyed = 101,

    /// <summary>See <see cref="Events.PooledBlobBurned"/>.</summary>
    PooledBlobBurned = 102,

    /// <summary>See <see cref="Events.BlobBucketCreated"/>.</summary>
    BlobBucketCreated = 103,

    /// <summary>See <see cref="Events.SubsidyAdded"/>.</summary>
    SubsidyAdded = 104,

    /// <summary>See <see cref="Events.SubsidyPoolFunded"/>.</summary>
    SubsidyPoolFunded = 105,

    /// <summary>See <see cref="Events.SubsidiesProcessed"/>.</summary>
    SubsidiesProcessed = 106,

    /// <summary>See <see cref="Events.SubsidyRatesSet"/>.</summary>
    SubsidyRatesSet = 107,

    /// <summary>See <see cref="Events.UpgradeAuthorized"/>.</summary>
    UpgradeAuthorized = 108,

    /// <summary>See <see cref="Events.UpgradeCommitted"/>.</summary>
    UpgradeCommitted = 109,

    /// <summary>See <see cref="Events.CapabilityBurned"/>.</summary>
    CapabilityBurned = 110,

    /// <summary>See <see cref="Events.ChangeProposed"/>.</summary>
    ChangeProposed = 111,

    /// <summary>See <see cref="Events.NodeVoted"/>.</summary>
    NodeVoted = 112,

    /// <summary>See <see cref="Events.HolderVoted"/>.</summary>
    HolderVoted = 113,

    /// <summary>See <see cref="Events.ChangeDecided"/>.</summary>
    ChangeDecided = 114,

    /// <summary>See <see cref="Events.ChangeExecuted"/>.</summary>
    ChangeExecuted = 115,

    /// <summary>See <see cref="Events.ReadsDeposited"/>.</summary>
    ReadsDeposited = 120,

    /// <summary>See <see cref="Events.VoucherSettled"/>.</summary>
    VoucherSettled = 121,

    /// <summary>See <see cref="Events.ReadsPaid"/>.</summary>
    ReadsPaid = 122,

    /// <summary>See <see cref="Events.ReadChannelClosing"/>.</summary>
    ReadChannelClosing = 123,

    /// <summary>See <see cref="Events.ReadChannelClosed"/>.</summary>
    ReadChannelClosed = 124,
}
