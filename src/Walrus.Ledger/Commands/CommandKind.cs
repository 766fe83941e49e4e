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

    /// <summary>See <see cref="Commands.RegisterNode"/>.</summary>
    RegisterNode = 80,

    /// <summary>See <see cref="Commands.ChangeNodeProfile"/>.</summary>
    ChangeNodeProfile = 81,

    /// <summary>See <see cref="Commands.SetNodeVotes"/>.</summary>
    SetNodeVotes = 82,

    /// <summary>See <see cref="Commands.SetNextBlsKey"/>.</summary>
    SetNextBlsKey = 83,

    /// <summary>See <see cref="Commands.SetCommissionRate"/>.</summary>
    SetCommissionRate = 84,

    /// <summary>See <see cref="Commands.SetCommissionReceiver"/>.</summary>
    SetCommissionReceiver = 85,

    /// <summary>See <see cref="Commands.SetGovernanceAuthority"/>.</summary>
    SetGovernanceAuthority = 86,

    /// <summary>See <see cref="Commands.CollectCommission"/>.</summary>
    CollectCommission = 87,

    /// <summary>See <see cref="Commands.AddCommission"/>.</summary>
    AddCommission = 88,

    /// <summary>See <see cref="Commands.RetireNode"/>.</summary>
    RetireNode = 89,

    /// <summary>See <see cref="Commands.StakeWal"/>.</summary>
    StakeWal = 90,

    /// <summary>See <see cref="Commands.RequestWithdrawal"/>.</summary>
    RequestWithdrawal = 91,

    /// <summary>See <see cref="Commands.WithdrawStake"/>.</summary>
    WithdrawStake = 92,

    /// <summary>See <see cref="Commands.SplitStake"/>.</summary>
    SplitStake = 93,

    /// <summary>See <see cref="Commands.JoinStake"/>.</summary>
    JoinStake = 94,

    /// <summary>See <see cref="Commands.TryJoinActiveSet"/>.</summary>
    TryJoinActiveSet = 95,

    /// <summary>See <see cref="Commands.UpdatePrices"/>.</summary>
    UpdatePrices = 96,

    /// <summary>See <see cref="Commands.VoteForSlashing"/>.</summary>
    VoteForSlashing = 97,

    /// <summary>See <see cref="Commands.ExecuteSlashing"/>.</summary>
    ExecuteSlashing = 98,

    /// <summary>See <see cref="Commands.CleanUpSlashing"/>.</summary>
    CleanUpSlashing = 99,

    /// <summary>See <see cref="Commands.VotingEnd"/>.</summary>
    VotingEnd = 100,

    /// <summary>See <see cref="Commands.InitiateEpochChange"/>.</summary>
    InitiateEpochChange = 101,

    /// <summary>See <see cref="Commands.EpochSyncDone"/>.</summary>
    EpochSyncDone = 102,

    /// <summary>See <see cref="Commands.ForceSyncDone"/>.</summary>
    ForceSyncDone = 103,
}
