using Walrus.Ledger.Commands;
using Walrus.Ledger.Events;
using Walrus.Ledger.Execution;

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

    // What a blob wraps follows it, so that it lies with the right account when it is unwrapped.
    private static LedgerObject WithOwner(LedgerObject item, Core.Identifiers.Address owner) => item is BlobObject blob
        ? blob with { Owner = owner, Storage = blob.Storage with { Owner = owner } }
        : item with { Owner = owner };
}
