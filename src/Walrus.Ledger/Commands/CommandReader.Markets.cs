using Walrus.Core.Bcs;
using Walrus.Core.Identifiers;
using Walrus.Core.Messages;
using Walrus.Ledger.Blobs;
using Walrus.Ledger.Governance;
using Walrus.Ledger.Pools;
using Walrus.Ledger.Reads;
using Walrus.Ledger.Subsidies;

namespace Walrus.Ledger.Commands;

/// <content>Commands of markets and governance.</content>
internal static partial class CommandReader
{
    private static Command? ReadMarkets(CommandKind kind, ref BcsReader reader) =>
        ReadPool(kind, ref reader)
        ?? ReadPooledAttribute(kind, ref reader)
        ?? ReadStatementOrSubsidy(kind, ref reader)
        ?? ReadGovernance(kind, ref reader)
        ?? ReadRetrieval(kind, ref reader);

    private static Command? ReadPool(CommandKind kind, ref BcsReader reader) => kind switch
    {
        CommandKind.CreatePool => new CreatePool(reader.U64(), reader.U32()),
        CommandKind.CreatePoolWithReservation => new CreatePoolWithReservation(Object(ref reader)),
        CommandKind.RegisterPooledBlob => new RegisterPooledBlob(
            PoolArgument.Read(ref reader), BlobId.Read(ref reader), reader.Bytes32(), reader.U64(), reader.U8(), reader.Bool()),
        CommandKind.CertifyPooledBlob => new CertifyPooledBlob(
            PoolArgument.Read(ref reader), BlobId.Read(ref reader), Certificate.Read(ref reader)),
        CommandKind.DeletePooledBlob => new DeletePooledBlob(PoolArgument.Read(ref reader), BlobId.Read(ref reader)),
        CommandKind.BurnExpiredPooledBlob => new BurnExpiredPooledBlob(Object(ref reader), BlobId.Read(ref reader)),
        CommandKind.ExtendPool => new ExtendPool(PoolArgument.Read(ref reader), reader.U32()),
        CommandKind.IncreasePool => new IncreasePool(PoolArgument.Read(ref reader), reader.U64()),
        CommandKind.IncreasePoolWithReservation => new IncreasePoolWithReservation(Object(ref reader), Object(ref reader)),
        CommandKind.DecreasePool => new DecreasePool(Object(ref reader), reader.U64()),
        CommandKind.DecreasePoolByPercent => new DecreasePoolByPercent(Object(ref reader), reader.U8()),
        CommandKind.DestroyPool => new DestroyPool(Object(ref reader)),
        CommandKind.CreateBucket => new CreateBucket(Object(ref reader)),
        _ => null,
    };

    private static Command? ReadPooledAttribute(CommandKind kind, ref BcsReader reader) => kind switch
    {
        CommandKind.AddPooledAttributes => new AddPooledAttributes(
            Object(ref reader), BlobId.Read(ref reader), BlobAttributes.Read(ref reader)),
        CommandKind.ReplacePooledAttributes => new ReplacePooledAttributes(
            Object(ref reader), BlobId.Read(ref reader), BlobAttributes.Read(ref reader)),
        CommandKind.TakePooledAttributes => new TakePooledAttributes(Object(ref reader), BlobId.Read(ref reader)),
        CommandKind.SetPooledAttribute => new SetPooledAttribute(
            Object(ref reader), BlobId.Read(ref reader), reader.String(), reader.String()),
        CommandKind.RemovePooledAttribute => new RemovePooledAttribute(Object(ref reader), BlobId.Read(ref reader), reader.String()),
        CommandKind.RemovePooledAttributeIfPresent => new RemovePooledAttributeIfPresent(
            Object(ref reader), BlobId.Read(ref reader), reader.String()),
        _ => null,
    };

    private static Command? ReadStatementOrSubsidy(CommandKind kind, ref BcsReader reader) => kind switch
    {
        CommandKind.AnnounceDenyList => new AnnounceDenyList(ObjectId.Read(ref reader), reader.Bytes32(), reader.U64()),
        CommandKind.CertifyDenyList => new CertifyDenyList(ObjectId.Read(ref reader), Certificate.Read(ref reader)),
        CommandKind.DeleteDeniedBlob => new DeleteDeniedBlob(Certificate.Read(ref reader)),
        CommandKind.UpdateProtocolVersion => new UpdateProtocolVersion(ObjectId.Read(ref reader), Certificate.Read(ref reader)),
        CommandKind.AttestEventBlob => new AttestEventBlob(
            ObjectId.Read(ref reader), BlobId.Read(ref reader), reader.Bytes32(), reader.U64(), reader.U8(), reader.U64(), new Epoch(reader.U32())),
        CommandKind.AddSubsidy => new AddSubsidy(reader.U64(), reader.U32()),
        CommandKind.AddPerEpochSubsidies => new AddPerEpochSubsidies(
            [.. reader.Vector(static (ref BcsReader r) => r.U64(), minimumSize: 8)]),
        CommandKind.FundSubsidyPool => new FundSubsidyPool(reader.U64()),
        CommandKind.ProcessSubsidies => new ProcessSubsidies(),
        CommandKind.SetSubsidyRates => new SetSubsidyRates(Object(ref reader), SubsidyRates.Read(ref reader)),
        _ => null,
    };

    private static Command? ReadGovernance(CommandKind kind, ref BcsReader reader) => kind switch
    {
        CommandKind.VoteUpgrade => new VoteUpgrade(ObjectId.Read(ref reader), reader.Bytes32()),
        CommandKind.AuthorizeUpgrade => new AuthorizeUpgrade(reader.Bytes32()),
        CommandKind.CommitUpgrade => new CommitUpgrade(reader.Bytes32()),
        CommandKind.MigrateUpgrade => new MigrateUpgrade(),
        CommandKind.EmergencyUpgrade => new EmergencyUpgrade(Object(ref reader), reader.Bytes32()),
        CommandKind.CleanUpUpgrade => new CleanUpUpgrade(reader.Bytes32()),
        CommandKind.BurnCapability => new BurnCapability(Object(ref reader)),
        CommandKind.ProposeChange => new ProposeChange(
            ObjectId.Read(ref reader), GovernedChange.Read(ref reader), new Epoch(reader.U32())),
        CommandKind.VoteOnChange => new VoteOnChange(ObjectId.Read(ref reader), ObjectId.Read(ref reader), reader.Bool()),
        CommandKind.VoteWithStake => new VoteWithStake(Object(ref reader), ObjectId.Read(ref reader), reader.Bool()),
        _ => null,
    };

    private static Command? ReadRetrieval(CommandKind kind, ref BcsReader reader) => kind switch
    {
        CommandKind.DepositForReads => new DepositForReads(Address.Read(ref reader), reader.U64()),
        CommandKind.SettleReads => new SettleReads([.. reader.Vector<SignedVoucher>()], [.. reader.Vector<ServedBytes>()]),
        CommandKind.CloseReadChannel => new CloseReadChannel(Address.Read(ref reader)),
        CommandKind.WithdrawReadBalance => new WithdrawReadBalance(Address.Read(ref reader)),
        _ => null,
    };
}
