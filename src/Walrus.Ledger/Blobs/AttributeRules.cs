using Walrus.Ledger.Commands;
using Walrus.Ledger.Events;
using Walrus.Ledger.Execution;
using Walrus.Ledger.Objects;
using Walrus.Ledger.Transactions;

namespace Walrus.Ledger.Blobs;

/// <summary>Changing the attributes of a blob (control plane 1.6).</summary>
internal static class AttributeRules
{
    public static void Add(TransactionContext context, AddAttributes command) =>
        Change(context, command.Blob, AttributeChanges.Add(command.Attributes));

    public static void Replace(TransactionContext context, ReplaceAttributes command) =>
        Change(context, command.Blob, AttributeChanges.Replace(command.Attributes));

    public static void Take(TransactionContext context, TakeAttributes command) =>
        Change(context, command.Blob, AttributeChanges.Take);

    public static void Set(TransactionContext context, SetAttribute command) =>
        Change(context, command.Blob, AttributeChanges.Set(command.Key, command.Value));

    public static void Remove(TransactionContext context, RemoveAttribute command) =>
        Change(context, command.Blob, AttributeChanges.Remove(command.Key));

    public static void RemoveIfPresent(TransactionContext context, RemoveAttributeIfPresent command) =>
        Change(context, command.Blob, AttributeChanges.RemoveIfPresent(command.Key));

    private static void Change(TransactionContext context, ObjectArgument argument, Func<BlobAttributes?, BlobAttributes?> change)
    {
        BlobObject blob = context.Owned<BlobObject>(argument);
        context.Put(blob with { Attributes = change(blob.Attributes) });
        context.Emit(new BlobAttributesChanged(context.Now, blob.BlobId, blob.Id));
    }
}
