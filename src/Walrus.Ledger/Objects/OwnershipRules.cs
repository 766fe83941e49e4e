using Walrus.Ledger.Commands;
using Walrus.Ledger.Events;
using Walrus.Ledger.Execution;
using Walrus.Ledger.Pools;

namespace Walrus.Ledger.Objects;

/// <summary>Who may use an object, and how it changes hands (control plane 1.1).</summary>
internal static class OwnershipRules
{
    public static void Transfer(TransactionContext context, TransferObject command)
    {
        LedgerObject item = context.Owned<LedgerObject>(command.Object);
        context.Put(WithOwner(item, command.Recipient));
        context.Emit(new ObjectTransferred(item.Id, context.Sender, command.Recipient));
    }

    // What a blob or a pool wraps follows it, so that it lies with the right account when it is unwrapped.
    private static LedgerObject WithOwner(LedgerObject item, Core.Identifiers.Address owner) => item switch
    {
        BlobObject blob => blob with { Owner = owner, Storage = blob.Storage with { Owner = owner } },
        StoragePool pool => pool with { Owner = owner, Storage = pool.Storage with { Owner = owner } },
        _ => item with { Owner = owner },
    };
}
