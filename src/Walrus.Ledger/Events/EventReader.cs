using Walrus.Core.Bcs;

namespace Walrus.Ledger.Events;

/// <summary>Reads any event, by its number.</summary>
internal static partial class EventReader
{
    private const int OwnKinds = 64;

    public static EventBody Read(ref BcsReader reader)
    {
        int number = reader.Uleb();
        if (number < OwnKinds)
            return ReadShared(number, ref reader);
        return ReadStaking(number, ref reader) ?? ReadOwn(number, ref reader);
    }

    private static EventBody ReadShared(int number, ref BcsReader reader) => number switch
    {
        (int)EventKind.BlobRegistered => BlobRegistered.ReadFields(ref reader),
        (int)EventKind.BlobCertified => BlobCertified.ReadFields(ref reader),
        (int)EventKind.BlobDeleted => BlobDeleted.ReadFields(ref reader),
        (int)EventKind.InvalidBlobID => InvalidBlobID.ReadFields(ref reader),
        (int)EventKind.EpochParametersSelected => EpochParametersSelected.ReadFields(ref reader),
        (int)EventKind.EpochChangeStart => EpochChangeStart.ReadFields(ref reader),
        (int)EventKind.PricesUpdated => PricesUpdated.ReadFields(ref reader),
        (int)EventKind.ShardsReceived => ShardsReceived.ReadFields(ref reader),
        (int)EventKind.EpochChangeDone => EpochChangeDone.ReadFields(ref reader),
        _ => ReadSharedMarkets(number, ref reader) ?? throw Unknown(number),
    };

    private static EventBody ReadOwn(int number, ref BcsReader reader) => number switch
    {
        (int)EventKind.ReadPriceUpdated => ReadPriceUpdated.ReadFields(ref reader),
        (int)EventKind.EpochRewardsPaid => EpochRewardsPaid.ReadFields(ref reader),
        (int)EventKind.WalTransferred => WalTransferred.ReadFields(ref reader),
        (int)EventKind.WalBurned => WalBurned.ReadFields(ref reader),
        (int)EventKind.ObjectTransferred => ObjectTransferred.ReadFields(ref reader),
        (int)EventKind.StorageReserved => StorageReserved.ReadFields(ref reader),
        (int)EventKind.StorageSplit => StorageSplit.ReadFields(ref reader),
        (int)EventKind.StorageFused => StorageFused.ReadFields(ref reader),
        (int)EventKind.StorageDestroyed => StorageDestroyed.ReadFields(ref reader),
        (int)EventKind.BlobBurned => BlobBurned.ReadFields(ref reader),
        (int)EventKind.BlobAttributesChanged => BlobAttributesChanged.ReadFields(ref reader),
        (int)EventKind.BlobShared => BlobShared.ReadFields(ref reader),
        (int)EventKind.SharedBlobFunded => SharedBlobFunded.ReadFields(ref reader),
        (int)EventKind.StorageExtended => StorageExtended.ReadFields(ref reader),
        _ => ReadOwnMarkets(number, ref reader) ?? throw Unknown(number),
    };

    private static EventBody? ReadStaking(int number, ref BcsReader reader) => number switch
    {
        (int)EventKind.NodeRegistered => NodeRegistered.ReadFields(ref reader),
        (int)EventKind.NodeProfileChanged => NodeProfileChanged.ReadFields(ref reader),
        (int)EventKind.NodeVotesSet => NodeVotesSet.ReadFields(ref reader),
        (int)EventKind.NextBlsKeySet => NextBlsKeySet.ReadFields(ref reader),
        (int)EventKind.CommissionRateSet => CommissionRateSet.ReadFields(ref reader),
        (int)EventKind.CommissionReceiverSet => CommissionReceiverSet.ReadFields(ref reader),
        (int)EventKind.GovernanceAuthoritySet => GovernanceAuthoritySet.ReadFields(ref reader),
        (int)EventKind.CommissionCollected => CommissionCollected.ReadFields(ref reader),
        (int)EventKind.CommissionAdded => CommissionAdded.ReadFields(ref reader),
        (int)EventKind.NodeRetired => NodeRetired.ReadFields(ref reader),
        (int)EventKind.WalStaked => WalStaked.ReadFields(ref reader),
        (int)EventKind.WithdrawalRequested => WithdrawalRequested.ReadFields(ref reader),
        (int)EventKind.StakeWithdrawn => StakeWithdrawn.ReadFields(ref reader),
        (int)EventKind.StakeSplit => StakeSplit.ReadFields(ref reader),
        (int)EventKind.StakeJoined => StakeJoined.ReadFields(ref reader),
        (int)EventKind.ActiveSetUpdated => ActiveSetUpdated.ReadFields(ref reader),
        (int)EventKind.SlashingVoted => SlashingVoted.ReadFields(ref reader),
        (int)EventKind.CommissionSlashed => CommissionSlashed.ReadFields(ref reader),
        (int)EventKind.SlashingCleanedUp => SlashingCleanedUp.ReadFields(ref reader),
        (int)EventKind.EpochSyncOverdue => EpochSyncOverdue.ReadFields(ref reader),
        _ => null,
    };

    private static BcsException Unknown(int number) => new($"{number} is not a kind of event.");
}
