using Walrus.Core.Bcs;

namespace Walrus.Ledger.Events;

/// <content>Events of markets and governance.</content>
internal static partial class EventReader
{
    private static EventBody? ReadSharedMarkets(int number, ref BcsReader reader) => number switch
    {
        (int)EventKind.StoragePoolCreated => StoragePoolCreated.ReadFields(ref reader),
        (int)EventKind.StoragePoolExtended => StoragePoolExtended.ReadFields(ref reader),
        (int)EventKind.PooledBlobRegistered => PooledBlobRegistered.ReadFields(ref reader),
        (int)EventKind.PooledBlobCertified => PooledBlobCertified.ReadFields(ref reader),
        (int)EventKind.PooledBlobDeleted => PooledBlobDeleted.ReadFields(ref reader),
        (int)EventKind.RegisterDenyListUpdate => RegisterDenyListUpdate.ReadFields(ref reader),
        (int)EventKind.DenyListUpdate => DenyListUpdate.ReadFields(ref reader),
        (int)EventKind.DenyListBlobDeleted => DenyListBlobDeleted.ReadFields(ref reader),
        (int)EventKind.ContractUpgradeProposed => ContractUpgradeProposed.ReadFields(ref reader),
        (int)EventKind.ContractUpgradeQuorumReached => ContractUpgradeQuorumReached.ReadFields(ref reader),
        (int)EventKind.ContractUpgraded => ContractUpgraded.ReadFields(ref reader),
        (int)EventKind.ProtocolVersionUpdated => ProtocolVersionUpdated.ReadFields(ref reader),
        _ => null,
    };

    private static EventBody? ReadOwnMarkets(int number, ref BcsReader reader) => number switch
    {
        (int)EventKind.StoragePoolResized => StoragePoolResized.ReadFields(ref reader),
        (int)EventKind.StoragePoolDestroyed => StoragePoolDestroyed.ReadFields(ref reader),
        (int)EventKind.PooledBlobBurned => PooledBlobBurned.ReadFields(ref reader),
        (int)EventKind.BlobBucketCreated => BlobBucketCreated.ReadFields(ref reader),
        (int)EventKind.SubsidyAdded => SubsidyAdded.ReadFields(ref reader),
        (int)EventKind.SubsidyPoolFunded => SubsidyPoolFunded.ReadFields(ref reader),
        (int)EventKind.SubsidiesProcessed => SubsidiesProcessed.ReadFields(ref reader),
        (int)EventKind.SubsidyRatesSet => SubsidyRatesSet.ReadFields(ref reader),
        (int)EventKind.UpgradeAuthorized => UpgradeAuthorized.ReadFields(ref reader),
        (int)EventKind.UpgradeCommitted => UpgradeCommitted.ReadFields(ref reader),
        (int)EventKind.CapabilityBurned => CapabilityBurned.ReadFields(ref reader),
        (int)EventKind.ChangeProposed => ChangeProposed.ReadFields(ref reader),
        (int)EventKind.NodeVoted => NodeVoted.ReadFields(ref reader),
        (int)EventKind.HolderVoted => HolderVoted.ReadFields(ref reader),
        (int)EventKind.ChangeDecided => ChangeDecided.ReadFields(ref reader),
        (int)EventKind.ChangeExecuted => ChangeExecuted.ReadFields(ref reader),
        (int)EventKind.ReadsDeposited => ReadsDeposited.ReadFields(ref reader),
        (int)EventKind.VoucherSettled => VoucherSettled.ReadFields(ref reader),
        (int)EventKind.ReadsPaid => ReadsPaid.ReadFields(ref reader),
        (int)EventKind.ReadChannelClosing => ReadChannelClosing.ReadFields(ref reader),
        (int)EventKind.ReadChannelClosed => ReadChannelClosed.ReadFields(ref reader),
        _ => null,
    };
}
