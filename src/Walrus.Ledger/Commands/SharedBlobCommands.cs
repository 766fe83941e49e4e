using Walrus.Core.Bcs;
using Walrus.Ledger.Blobs;
using Walrus.Ledger.Execution;
using Walrus.Ledger.Transactions;

namespace Walrus.Ledger.Commands;

/// <summary>Makes a blob public for good; creates the shared object that wraps it (control plane 1.5).</summary>
/// <param name="Blob">The blob object.</param>
public sealed record ShareBlob(ObjectArgument Blob) : Command
{
    /// <inheritdoc/>
    public override CommandKind Kind => CommandKind.ShareBlob;

    internal override ushort CreatedObjects => 1;

    private protected override void WriteFields(BcsWriter writer) => writer.Value(Blob);

    internal override void Execute(TransactionContext context) => SharedBlobRules.Share(context, this);
}

/// <summary>Adds WAL that can only be spent on prolonging the shared blob (control plane 1.5).</summary>
/// <param name="SharedBlob">The shared blob.</param>
/// <param name="Amount">FROST.</param>
public sealed record FundSharedBlob(ObjectArgument SharedBlob, ulong Amount) : Command
{
    /// <inheritdoc/>
    public override CommandKind Kind => CommandKind.FundSharedBlob;

    private protected override void WriteFields(BcsWriter writer)
    {
        writer.Value(SharedBlob);
        writer.U64(Amount);
    }

    internal override void Execute(TransactionContext context) => SharedBlobRules.Fund(context, this);
}

/// <summary>Prolongs a shared blob from its own funds (control plane 1.5).</summary>
/// <param name="SharedBlob">The shared blob.</param>
/// <param name="Epochs">Epochs to add.</param>
public sealed record ExtendSharedBlob(ObjectArgument SharedBlob, uint Epochs) : Command
{
    /// <inheritdoc/>
    public override CommandKind Kind => CommandKind.ExtendSharedBlob;

    private protected override void WriteFields(BcsWriter writer)
    {
        writer.Value(SharedBlob);
        writer.U32(Epochs);
    }

    internal override void Execute(TransactionContext context) => SharedBlobRules.Extend(context, this);
}
