using Walrus.Core.Bcs;

namespace Walrus.Ledger.Events;

/// <summary>Reads any event, by its number.</summary>
internal static partial class EventReader
{
    private const int OwnKinds = 64;

    public static EventBody Read(ref BcsReader reader)
    {
        int number = reader.Uleb();
        return number < OwnKinds ? ReadShared(number, ref reader) : ReadOwn(number, ref reader);
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

    private static BcsException Unknown(int number) => new($"{number} is not a kind of event.");
}
