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

    /// <summary>See <see cref="Commands.CreatePool"/>.</summary>
    CreatePool = 40,

    /// <summary>See <see cref="Commands.CreatePoolWithReservation"/>.</summary>
    CreatePoolWithReservation = 41,

    /// <summary>See <see cref="Commands.RegisterPooledBlob"/>.</summary>
    RegisterPooledBlob = 42,

    /// <summary>See <see cref="Commands.CertifyPooledBlob"/>.</summary>
    CertifyPooledBlob = 43,

    /// <summary>See <see cref="Commands.DeletePooledBlob"/>.</summary>
    DeletePooledBlob = 44,

    /// <summary>See <see cref="Commands.BurnExpiredPooledBlob"/>.</summary>
    BurnExpiredPooledBlob = 45,

    /// <summary>See <see cref="Commands.ExtendPool"/>.</summary>
    ExtendPool = 46,

    /// <summary>See <see cref="Commands.IncreasePool"/>.</summary>
    IncreasePool = 47,

    /// <summary>See <see cref="Commands.IncreasePoolWithReservation"/>.</summary>
    IncreasePoolWithReservation = 48,

    /// <summary>See <see cref="Commands.DecreasePool"/>.</summary>
    DecreasePool = 49,

    /// <summary>See <see cref="Commands.DecreasePoolByPercent"/>.</summary>
    DecreasePoolByPercent = 50,

    /// <summary>See <see cref="Commands.DestroyPool"/>.</summary>
    DestroyPool = 51,

    /// <summary>See <see cref="Commands.AddPooledAttributes"/>.</summary>
    AddPooledAttributes = 52,

    /// <summary>See <see cref="Commands.ReplacePooledAttributes"/>.</summary>
    ReplacePooledAttributes = 53,

    /// <summary>See <see cref="Commands.TakePooledAttributes"/>.</summary>
    TakePooledAttributes = 54,

    /// <summary>See <see cref="Commands.SetPooledAttribute"/>.</summary>
    SetPooledAttribute = 55,

    /// <summary>See <see cref="Commands.RemovePooledAttribute"/>.</summary>
    RemovePooledAttribute = 56,

    /// <summary>See <see cref="Commands.RemovePooledAttributeIfPresent"/>.</summary>
    RemovePooledAttributeIfPresent = 57,

    /// <summary>See <see cref="Commands.CreateBucket"/>.</summary>
    CreateBucket = 58,

    /// <summary>See <see cref="Commands.InvalidateBlobId"/>.</summary>
    InvalidateBlobId = 60,

    /// <summary>See <see cref="Commands.AnnounceDenyList"/>.</summary>
    AnnounceDenyList = 61,

    /// <summary>See <see cref="Commands.CertifyDenyList"/>.</summary>
    CertifyDenyList = 62,

    /// <summary>See <see cref="Commands.DeleteDeniedBlob"/>.</summary>
    DeleteDeniedBlob = 63,

    /// <summary>See <see cref="Commands.UpdateProtocolVersion"/>.</summary>
    UpdateProtocolVersion = 64,

    /// <summary>See <see cref="Commands.AttestEventBlob"/>.</summary>
    AttestEventBlob = 66,

    /// <summary>See <see cref="Commands.AddSubsidy"/>.</summary>
    AddSubsidy = 70,

    /// <summary>See <see cref="Commands.AddPerEpochSubsidies"/>.</summary>
    AddPerEpochSubsidies = 71,

    /// <summary>See <see cref="Commands.FundSubsidyPool"/>.</summary>
    FundSubsidyPool = 72,

    /// <summary>See <see cref="Commands.ProcessSubsidies"/>.</summary>
    ProcessSubsidies = 73,

    /// <summary>See <see cref="Commands.SetSubsidyRates"/>.</summary>
    SetSubsidyRates = 74,

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

    /// <summary>See <see cref="Commands.VoteUpgrade"/>.</summary>
    VoteUpgrade = 110,

    /// <summary>See <see cref="Commands.AuthorizeUpgrade"/>.</summary>
    AuthorizeUpgrade = 111,

    /// <summary>See <see cref="Commands.CommitUpgrade"/>.</summary>
    CommitUpgrade = 112,

    /// <summary>See <see cref="Commands.MigrateUpgrade"/>.</summary>
    MigrateUpgrade = 113,

    /// <summary>See <see cref="Commands.EmergencyUpgrade"/>.</summary>
    EmergencyUpgrade = 114,

    /// <summary>See <see cref="Commands.CleanUpUpgrade"/>.</summary>
    CleanUpUpgrade = 115,

    /// <summary>See <see cref="Commands.BurnCapability"/>.</summary>
    BurnCapability = 116,

    /// <summary>See <see cref="Commands.ProposeChange"/>.</summary>
    ProposeChange = 117,

    /// <summary>See <see cref="Commands.VoteOnChange"/>.</summary>
    VoteOnChange = 118,

    /// <summary>See <see cref="Commands.VoteWithStake"/>.</summary>
    VoteWithStake = 119,

    /// <summary>See <see cref="Commands.DepositForReads"/>.</summary>
    DepositForReads = 130,

    /// <summary>See <see cref="Commands.SettleReads"/>.</summary>
    SettleReads = 131,

    /// <summary>See <see cref="Commands.CloseReadChannel"/>.</summary>
    CloseReadChannel = 132,

    /// <summary>See <see cref="Commands.WithdrawReadBalance"/>.</summary>
    WithdrawReadBalance = 133,
}
