using Walrus.Ledger.Accounting;
using Walrus.Ledger.Commands;
using Walrus.Ledger.Errors;
using Walrus.Ledger.Events;
using Walrus.Ledger.Execution;
using Walrus.Ledger.Objects;

namespace Walrus.Ledger.Blobs;

/// <summary>Public blobs that live on funds (control plane 1.5).</summary>
internal static class SharedBlobRules
{
    public static void Share(TransactionContext context, ShareBlob command)
    {
        BlobObject blob = context.Owned<BlobObject>(command.Blob);
        BlobObject wrapped = blob with { Owner = null, Storage = blob.Storage with { Owner = null } };
        SharedBlob shared = new(context.NewObjectId(), wrapped, Funds: 0);
        context.Remove(blob.Id);
        context.Put(shared);
        context.Emit(new BlobShared(context.Now, blob.BlobId, blob.Id, shared.Id));
    }

    public static void Fund(TransactionContext context, FundSharedBlob command)
    {
        SharedBlob shared = context.Shared<SharedBlob>(command.SharedBlob);
        LedgerException.Require(command.Amount > 0, Reason.EInvalidAmount);
        context.Pay(command.Amount, CostKind.Other);
        context.Put(shared with { Funds = shared.Funds + command.Amount });
        context.Emit(new SharedBlobFunded(context.Now, shared.Id, context.Sender, command.Amount));
    }

    public static void Extend(TransactionContext context, ExtendSharedBlob command)
    {
        SharedBlob shared = context.Shared<SharedBlob>(command.SharedBlob);
        BlobObject blob = shared.Blob;
        BlobRules.RequireExtensible(context, blob);
        ulong cost = SpaceMarket.SellExtension(context.State, blob.End, command.Epochs, blob.Storage.Size);
        LedgerException.Require(shared.Funds >= cost, Reason.EInsufficientBalance);
        BlobObject prolonged = BlobRules.ProlongBought(context, blob, command.Epochs, cost);
        context.Put(shared with { Blob = prolonged, Funds = shared.Funds - cost });
    }
}
