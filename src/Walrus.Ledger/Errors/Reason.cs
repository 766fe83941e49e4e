namespace Walrus.Ledger.Errors;

/// <summary>Reason names, as the specification and its vectors spell them (control plane, ledger format).</summary>
#pragma warning disable CS1591 // The names are the specification's own; each is explained where the rule stands.
public static class Reason
{
    // The transaction itself (ledger format).
    public const string EInvalidSignature = nameof(EInvalidSignature);
    public const string EWrongNonce = nameof(EWrongNonce);
    public const string EExpiredTransaction = nameof(EExpiredTransaction);
    public const string EInvalidExpiry = nameof(EInvalidExpiry);
    public const string EWrongNetwork = nameof(EWrongNetwork);
    public const string EInsufficientBalance = nameof(EInsufficientBalance);
    public const string EUnknownCommand = nameof(EUnknownCommand);
    public const string ETransactionTooLarge = nameof(ETransactionTooLarge);
    public const string EOverflow = nameof(EOverflow);
    public const string EObjectNotFound = nameof(EObjectNotFound);
    public const string ENotOwner = nameof(ENotOwner);
    public const string EWrongObjectKind = nameof(EWrongObjectKind);
    public const string EInvalidGenesis = nameof(EInvalidGenesis);
    public const string EInvalidAmount = nameof(EInvalidAmount);

    // Storage reservations (1.3) and the ring (2.5).
    public const string EInvalidEpochsAhead = nameof(EInvalidEpochsAhead);
    public const string EInvalidResourceSize = nameof(EInvalidResourceSize);
    public const string EStorageExceeded = nameof(EStorageExceeded);
    public const string EInvalidEpoch = nameof(EInvalidEpoch);
    public const string EIncompatibleAmount = nameof(EIncompatibleAmount);
    public const string EIncompatibleEpochs = nameof(EIncompatibleEpochs);
    public const string ETooFarInFuture = nameof(ETooFarInFuture);

    // Blobs (1.4) and attributes (1.6).
    public const string EResourceBounds = nameof(EResourceBounds);
    public const string EResourceSize = nameof(EResourceSize);
    public const string EInvalidBlobId = nameof(EInvalidBlobId);
    public const string EInvalidEncodingType = nameof(EInvalidEncodingType);
    public const string EAlreadyCertified = nameof(EAlreadyCertified);
    public const string ENotCertified = nameof(ENotCertified);
    public const string EInvalidBlobPersistenceType = nameof(EInvalidBlobPersistenceType);
    public const string EInvalidBlobObject = nameof(EInvalidBlobObject);
    public const string EBlobNotDeletable = nameof(EBlobNotDeletable);
    public const string EDuplicateMetadata = nameof(EDuplicateMetadata);
    public const string EMissingMetadata = nameof(EMissingMetadata);

    // Certificates (6.1).
    public const string EInvalidBitmap = nameof(EInvalidBitmap);
    public const string ENotEnoughStake = nameof(ENotEnoughStake);
    public const string EInvalidMsgType = nameof(EInvalidMsgType);
    public const string EInvalidMessage = nameof(EInvalidMessage);
    public const string EIncorrectEpoch = nameof(EIncorrectEpoch);

    // Staking (3).
    public const string EInvalidRate = nameof(EInvalidRate);
    public const string EPoolAlreadyUpdated = nameof(EPoolAlreadyUpdated);
    public const string EIncorrectEpochAdvance = nameof(EIncorrectEpochAdvance);
    public const string EStakeBelowThreshold = nameof(EStakeBelowThreshold);
    public const string ENotStaked = nameof(ENotStaked);
    public const string EWithdrawDirectly = nameof(EWithdrawDirectly);
    public const string EZeroShares = nameof(EZeroShares);
    public const string ENotWithdrawing = nameof(ENotWithdrawing);
    public const string EWithdrawEpochNotReached = nameof(EWithdrawEpochNotReached);
    public const string EMetadataMismatch = nameof(EMetadataMismatch);

    // Nodes, selection and epochs (3.1, 4).
    public const string EInvalidProofOfPossession = nameof(EInvalidProofOfPossession);
    public const string EIncorrectCommissionRate = nameof(EIncorrectCommissionRate);
    public const string ENoStake = nameof(ENoStake);
    public const string EPopFromEmptyHeap = nameof(EPopFromEmptyHeap);
    public const string EInvalidShardAssignment = nameof(EInvalidShardAssignment);
    public const string EWrongEpochState = nameof(EWrongEpochState);
    public const string ENextCommitteeIsEmpty = nameof(ENextCommitteeIsEmpty);
    public const string EInvalidSyncEpoch = nameof(EInvalidSyncEpoch);
    public const string EDuplicateSyncDone = nameof(EDuplicateSyncDone);
    public const string ENotInCommittee = nameof(ENotInCommittee);
    public const string ENotAuthorized = nameof(ENotAuthorized);
    public const string EPoolIsNotActive = nameof(EPoolIsNotActive);
    public const string EInvalidNodeProfile = nameof(EInvalidNodeProfile);
    public const string ENameTaken = nameof(ENameTaken);

    // Slashing (7.4).
    public const string EDuplicateVote = nameof(EDuplicateVote);
    public const string ENoProposalForNode = nameof(ENoProposalForNode);
    public const string EWrongEpoch = nameof(EWrongEpoch);
    public const string ENotEnoughVotes = nameof(ENotEnoughVotes);

    // Storage pools (1.7) and buckets (1.8).
    public const string EFieldAlreadyExists = nameof(EFieldAlreadyExists);
    public const string EInsufficientCapacity = nameof(EInsufficientCapacity);
    public const string EIncompatibleEndEpoch = nameof(EIncompatibleEndEpoch);
    public const string EZeroExtractSize = nameof(EZeroExtractSize);
    public const string EInvalidPercent = nameof(EInvalidPercent);
    public const string EPoolNotEmpty = nameof(EPoolNotEmpty);
    public const string EInvalidBlobBucketCap = nameof(EInvalidBlobBucketCap);

    // Deny lists (1.10), versions (6.1) and event blobs (6.4).
    public const string ENotCommitteeMember = nameof(ENotCommitteeMember);
    public const string EIncorrectDenyListSequence = nameof(EIncorrectDenyListSequence);
    public const string EIncorrectDenyListNode = nameof(EIncorrectDenyListNode);
    public const string EBlobDenied = nameof(EBlobDenied);
    public const string EInvalidStartEpoch = nameof(EInvalidStartEpoch);
    public const string EInvalidIdEpoch = nameof(EInvalidIdEpoch);
    public const string ERepeatedAttestation = nameof(ERepeatedAttestation);
    public const string EIncorrectAttestation = nameof(EIncorrectAttestation);

    // Subsidies (2.9).
    public const string EInvalidSubsidyRate = nameof(EInvalidSubsidyRate);
    public const string EInsufficientFundsInPool = nameof(EInsufficientFundsInPool);

    // Governance (8).
    public const string EInvalidPackageDigest = nameof(EInvalidPackageDigest);
    public const string EWrongVersion = nameof(EWrongVersion);
    public const string EUnknownParameter = nameof(EUnknownParameter);
    public const string EInvalidParameterValue = nameof(EInvalidParameterValue);
    public const string EUnknownFeature = nameof(EUnknownFeature);
    public const string EFeatureActive = nameof(EFeatureActive);
    public const string ETooManyProposals = nameof(ETooManyProposals);
    public const string EStakeNotActive = nameof(EStakeNotActive);

    // Paying for retrieval.
    public const string EChannelNotFound = nameof(EChannelNotFound);
    public const string EChannelClosing = nameof(EChannelClosing);
    public const string EChannelNotClosed = nameof(EChannelNotClosed);
    public const string EWrongChannel = nameof(EWrongChannel);
    public const string EInvalidVoucher = nameof(EInvalidVoucher);
    public const string EVoucherReplayed = nameof(EVoucherReplayed);
    public const string EVoucherShrunken = nameof(EVoucherShrunken);
    public const string EVoucherExpired = nameof(EVoucherExpired);
    public const string EChannelOverdrawn = nameof(EChannelOverdrawn);
    public const string EInvalidClaim = nameof(EInvalidClaim);
}
#pragma warning restore CS1591
