using Walrus.Ledger.Commands;
using Walrus.Ledger.Errors;
using Walrus.Ledger.Events;
using Walrus.Ledger.Execution;
using Walrus.Ledger.Objects;
using Walrus.Ledger.Transactions;

namespace Walrus.Ledger.Blobs;

/// <summary>Changing the attributes of a blob (control plane 1.6).</summary>
internal static class AttributeRules
{
    public static void Add(TransactionContext context, AddAttributes command) => Change(context, command.Blob, present =>
    {
        LedgerException.Require(present is null, Reason.EDuplicateMetadata);
        return command.Attributes;
    });

    public static void Replace(TransactionContext context, ReplaceAttributes command) =>
        Change(context, command.Blob, _ => command.Attributes);

    public static void Take(TransactionContext context, TakeAttributes command) => Change(context, command.Blob, present =>
    {
        Present(present);
        return null;
    });

    public static void Set(TransactionContext context, SetAttribute command) =>
        Change(context, command.Blob, present => (present ?? BlobAttributes.Empty).With(command.Key, command.Value));

    public static void Remove(TransactionContext context, RemoveAttribute command) => Change(context, command.Blob, present =>
    {
        BlobAttributes attributes = Present(present);
        LedgerException.Require(attributes.Find(command.Key) is not null, Reason.EMissingMetadata);
        return attributes.Without(command.Key);
    });

    public static void RemoveIfPresent(TransactionContext context, RemoveAttributeIfPresent command) =>
        Change(context, command.Blob, present => present?.Without(command.Key));

    private static BlobAttributes Present(BlobAttributes? attributes) => attributes ?? throw new LedgerException(Reason.EMissingMetadata);

    private static void Change(TransactionContext context, ObjectArgument argument, Func<BlobAttributes?, BlobAttributes?> change)
    {
        BlobObject blob = context.Owned<BlobObject>(argument);
        context.Put(blob with { Attributes = change(blob.Attributes) });
        context.Emit(new BlobAttributesChanged(context.Now, blob.BlobId, blob.Id));
    }
}
