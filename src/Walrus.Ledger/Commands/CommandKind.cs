namespace Walrus.Ledger.Commands;

/// <summary>
/// Numbers of the commands in BCS. They follow the catalogue of control plane 1.12 with room between the groups,
/// and never change; numbers without a name are reserved for the commands of the catalogue that are not built.
/// </summary>
public enum CommandKind : byte
{
    /// <summary>See <see cref="Commands.TransferWal"/>.</summary>
    TransferWal = 0,

    /// <summary>See <see cref="Commands.TransferObject"/>.</summary>
    TransferObject = 1,

    /// <summary>See <see cref="Commands.BurnWal"/>.</summary>
    BurnWal = 2,

    /// <summary>See <see cref="Commands.ReserveSpace"/>.</summary>
    ReserveSpace = 10,

    /// <summary>See <see cref="Commands.ReserveSpaceFor"/>.</summary>
    ReserveSpaceFor = 11,

    /// <summary>See <see cref="Commands.SplitByEpoch"/>.</summary>
    SplitByEpoch = 12,

    /// <summary>See <see cref="Commands.SplitBySize"/>.</summary>
    SplitBySize = 13,

    /// <summary>See <see cref="Commands.Fuse"/>.</summary>
    Fuse = 14,

    /// <summary>See <see cref="Commands.FuseAmount"/>.</summary>
    FuseAmount = 15,

    /// <summary>See <see cref="Commands.FusePeriods"/>.</summary>
    FusePeriods = 16,

    /// <summary>See <see cref="Commands.DestroyReservation"/>.</summary>
    DestroyReservation = 17,

    /// <summary>See <see cref="Commands.RegisterBlob"/>.</summary>
    RegisterBlob = 20,

    /// <summary>See <see cref="Commands.CertifyBlob"/>.</summary>
    CertifyBlob = 21,

    /// <summary>See <see cref="Commands.ExtendBlob"/>.</summary>
    ExtendBlob = 22,

    /// <summary>See <see cref="Commands.ExtendBlobWithReservation"/>.</summary>
    ExtendBlobWithReservation = 23,

    /// <summary>See <see cref="Commands.DeleteBlob"/>.</summary>
    DeleteBlob = 24,

    /// <summary>See <see cref="Commands.BurnBlob"/>.</summary>
    BurnBlob = 25,

    /// <summary>See <see cref="Commands.AddAttributes"/>.</summary>
    AddAttributes = 26,

    /// <summary>See <see cref="Commands.ReplaceAttributes"/>.</summary>
    ReplaceAttributes = 27,

    /// <summary>See <see cref="Commands.TakeAttributes"/>.</summary>
    TakeAttributes = 28,

    /// <summary>See <see cref="Commands.SetAttribute"/>.</summary>
    SetAttribute = 29,

    /// <summary>See <see cref="Commands.RemoveAttribute"/>.</summary>
    RemoveAttribute = 30,

    /// <summary>See <see cref="Commands.RemoveAttributeIfPresent"/>.</summary>
    RemoveAttributeIfPresent = 31,

    /// <summary>See <see cref="Commands.ShareBlob"/>.</summary>
    ShareBlob = 32,

    /// <summary>See <see cref="Commands.FundSharedBlob"/>.</summary>
    FundSharedBlob = 33,

    /// <summary>See <see cref="Commands.ExtendSharedBlob"/>.</summary>
    ExtendSharedBlob = 34,

    /// <summary>See <see cref="Commands.InvalidateBlobId"/>.</summary>
    InvalidateBlobId = 60,

    /// <summary>See <see cref="Commands.VotingEnd"/>.</summary>
    VotingEnd = 100,

    /// <summary>See <see cref="Commands.InitiateEpochChange"/>.</summary>
    InitiateEpochChange = 101,

    /// <summary>See <see cref="Commands.EpochSyncDone"/>.</summary>
    EpochSyncDone = 102,
}
