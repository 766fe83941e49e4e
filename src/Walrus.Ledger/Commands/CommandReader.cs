using Walrus.Core.Bcs;
using Walrus.Core.Identifiers;
using Walrus.Core.Messages;
using Walrus.Core.Signatures;
using Walrus.Ledger.Blobs;
using Walrus.Ledger.Committees;
using Walrus.Ledger.Errors;
using Walrus.Ledger.Transactions;

namespace Walrus.Ledger.Commands;

/// <summary>Reads any command, by its number.</summary>
internal static partial class CommandReader
{
    public static Command Read(ref BcsReader reader)
    {
        int number = reader.Uleb();
        if (number > byte.MaxValue)
            throw new LedgerException(Reason.EUnknownCommand, $"command {number}");
        var kind = (CommandKind)number;
        return ReadWalOrEpoch(kind, ref reader)
            ?? ReadStorage(kind, ref reader)
            ?? ReadBlob(kind, ref reader)
            ?? ReadAttributeOrShared(kind, ref reader)
            ?? ReadMarkets(kind, ref reader)
            ?? ReadNode(kind, ref reader)
            ?? ReadStaking(kind, ref reader)
            ?? throw new LedgerException(Reason.EUnknownCommand, $"command {number}");
    }

    private static Command? ReadWalOrEpoch(CommandKind kind, ref BcsReader reader) => kind switch
    {
        CommandKind.TransferWal => new TransferWal(Address.Read(ref reader), reader.U64()),
        CommandKind.TransferObject => new TransferObject(Object(ref reader), Address.Read(ref reader)),
        CommandKind.BurnWal => new BurnWal(reader.U64()),
        CommandKind.VotingEnd => new VotingEnd(),
        CommandKind.InitiateEpochChange => new InitiateEpochChange(),
        CommandKind.EpochSyncDone => new EpochSyncDone(ObjectId.Read(ref reader), new Epoch(reader.U32())),
        _ => null,
    };

    private static Command? ReadStorage(CommandKind kind, ref BcsReader reader) => kind switch
    {
        CommandKind.ReserveSpace => new ReserveSpace(reader.U64(), reader.U32()),
        CommandKind.ReserveSpaceFor => new ReserveSpaceFor(reader.U64(), new Epoch(reader.U32()), new Epoch(reader.U32())),
        CommandKind.SplitByEpoch => new SplitByEpoch(Object(ref reader), new Epoch(reader.U32())),
        CommandKind.SplitBySize => new SplitBySize(Object(ref reader), reader.U64()),
        CommandKind.Fuse => new Fuse(Object(ref reader), Object(ref reader)),
        CommandKind.FuseAmount => new FuseAmount(Object(ref reader), Object(ref reader)),
        CommandKind.FusePeriods => new FusePeriods(Object(ref reader), Object(ref reader)),
        CommandKind.DestroyReservation => new DestroyReservation(Object(ref reader)),
        _ => null,
    };

    private static Command? ReadBlob(CommandKind kind, ref BcsReader reader) => kind switch
    {
        CommandKind.RegisterBlob => new RegisterBlob(
            Object(ref reader), BlobId.Read(ref reader), reader.Bytes32(), reader.U64(), reader.U8(), reader.Bool()),
        CommandKind.CertifyBlob => new CertifyBlob(Object(ref reader), Certificate.Read(ref reader)),
        CommandKind.ExtendBlob => new ExtendBlob(Object(ref reader), reader.U32()),
        CommandKind.ExtendBlobWithReservation => new ExtendBlobWithReservation(Object(ref reader), Object(ref reader)),
        CommandKind.DeleteBlob => new DeleteBlob(Object(ref reader)),
        CommandKind.BurnBlob => new BurnBlob(Object(ref reader)),
        CommandKind.InvalidateBlobId => new InvalidateBlobId(Certificate.Read(ref reader)),
        _ => null,
    };

    private static Command? ReadAttributeOrShared(CommandKind kind, ref BcsReader reader) => kind switch
    {
        CommandKind.AddAttributes => new AddAttributes(Object(ref reader), BlobAttributes.Read(ref reader)),
        CommandKind.ReplaceAttributes => new ReplaceAttributes(Object(ref reader), BlobAttributes.Read(ref reader)),
        CommandKind.TakeAttributes => new TakeAttributes(Object(ref reader)),
        CommandKind.SetAttribute => new SetAttribute(Object(ref reader), reader.String(), reader.String()),
        CommandKind.RemoveAttribute => new RemoveAttribute(Object(ref reader), reader.String()),
        CommandKind.RemoveAttributeIfPresent => new RemoveAttributeIfPresent(Object(ref reader), reader.String()),
        CommandKind.ShareBlob => new ShareBlob(Object(ref reader)),
        CommandKind.FundSharedBlob => new FundSharedBlob(Object(ref reader), reader.U64()),
        CommandKind.ExtendSharedBlob => new ExtendSharedBlob(Object(ref reader), reader.U32()),
        _ => null,
    };

    private static Command? ReadNode(CommandKind kind, ref BcsReader reader) => kind switch
    {
        CommandKind.RegisterNode => new RegisterNode(
            NodeProfile.Read(ref reader), BlsPublicKey.Read(ref reader), Proof(ref reader), reader.U16(), NodeVotes.Read(ref reader)),
        CommandKind.ChangeNodeProfile => new ChangeNodeProfile(Object(ref reader), NodeProfile.Read(ref reader)),
        CommandKind.SetNodeVotes => new SetNodeVotes(Object(ref reader), NodeVotes.Read(ref reader)),
        CommandKind.SetNextBlsKey => new SetNextBlsKey(Object(ref reader), BlsPublicKey.Read(ref reader), Proof(ref reader)),
        CommandKind.SetCommissionReceiver => new SetCommissionReceiver(Object(ref reader), Authority.Read(ref reader)),
        CommandKind.SetGovernanceAuthority => new SetGovernanceAuthority(Object(ref reader), Authority.Read(ref reader)),
        CommandKind.RetireNode => new RetireNode(Object(ref reader)),
        CommandKind.TryJoinActiveSet => new TryJoinActiveSet(Object(ref reader)),
        CommandKind.UpdatePrices => new UpdatePrices(),
        CommandKind.ForceSyncDone => new ForceSyncDone(),
        _ => null,
    };

    private static Command? ReadStaking(CommandKind kind, ref BcsReader reader) => kind switch
    {
        CommandKind.SetCommissionRate => new SetCommissionRate(Object(ref reader), reader.U16()),
        CommandKind.CollectCommission => new CollectCommission(Object(ref reader)),
        CommandKind.AddCommission => new AddCommission(Object(ref reader), reader.U64()),
        CommandKind.StakeWal => new StakeWal(Object(ref reader), reader.U64()),
        CommandKind.RequestWithdrawal => new RequestWithdrawal(Object(ref reader)),
        CommandKind.WithdrawStake => new WithdrawStake(Object(ref reader)),
        CommandKind.SplitStake => new SplitStake(Object(ref reader), reader.U64()),
        CommandKind.JoinStake => new JoinStake(Object(ref reader), Object(ref reader)),
        CommandKind.VoteForSlashing => new VoteForSlashing(Object(ref reader), Object(ref reader)),
        CommandKind.ExecuteSlashing => new ExecuteSlashing(Object(ref reader)),
        CommandKind.CleanUpSlashing => new CleanUpSlashing(Object(ref reader)),
        _ => null,
    };

    private static byte[] Proof(ref BcsReader reader) => reader.Fixed(BlsSignature.Length).ToArray();

    private static ObjectArgument Object(ref BcsReader reader) => ObjectArgument.Read(ref reader);
}
