using Walrus.Core.Bcs;
using Walrus.Core.Identifiers;
using Walrus.Ledger.Blobs;
using Walrus.Ledger.Execution;
using Walrus.Ledger.Pools;
using Walrus.Ledger.Transactions;

namespace Walrus.Ledger.Commands;

/// <summary>Changes the attributes of a pooled blob (control plane 1.6).</summary>
/// <param name="Pool">The pool; the sender owns it.</param>
/// <param name="BlobId">The blob inside.</param>
public abstract record PooledAttributeCommand(ObjectArgument Pool, BlobId BlobId) : Command
{
    private protected abstract Func<BlobAttributes?, BlobAttributes?> Change { get; }

    private protected override void WriteFields(BcsWriter writer)
    {
        writer.Value(Pool);
        writer.Value(BlobId);
        WriteChange(writer);
    }

    private protected virtual void WriteChange(BcsWriter writer) { }

    internal override void Execute(TransactionContext context) => PooledBlobRules.ChangeAttributes(context, this, Change);
}

/// <summary>Attaches attributes to a pooled blob that has none (control plane 1.6).</summary>
/// <param name="Pool">The pool; the sender owns it.</param>
/// <param name="BlobId">The blob inside.</param>
/// <param name="Attributes">The pairs.</param>
public sealed record AddPooledAttributes(ObjectArgument Pool, BlobId BlobId, BlobAttributes Attributes)
    : PooledAttributeCommand(Pool, BlobId)
{
    /// <inheritdoc/>
    public override CommandKind Kind => CommandKind.AddPooledAttributes;

    private protected override Func<BlobAttributes?, BlobAttributes?> Change => AttributeChanges.Add(Attributes);

    private protected override void WriteChange(BcsWriter writer) => writer.Value(Attributes);
}

/// <summary>Attaches attributes to a pooled blob in place of those it has (control plane 1.6).</summary>
/// <param name="Pool">The pool; the sender owns it.</param>
/// <param name="BlobId">The blob inside.</param>
/// <param name="Attributes">The pairs.</param>
public sealed record ReplacePooledAttributes(ObjectArgument Pool, BlobId BlobId, BlobAttributes Attributes)
    : PooledAttributeCommand(Pool, BlobId)
{
    /// <inheritdoc/>
    public override CommandKind Kind => CommandKind.ReplacePooledAttributes;

    private protected override Func<BlobAttributes?, BlobAttributes?> Change => AttributeChanges.Replace(Attributes);

    private protected override void WriteChange(BcsWriter writer) => writer.Value(Attributes);
}

/// <summary>Removes all attributes of a pooled blob that has some (control plane 1.6).</summary>
/// <param name="Pool">The pool; the sender owns it.</param>
/// <param name="BlobId">The blob inside.</param>
public sealed record TakePooledAttributes(ObjectArgument Pool, BlobId BlobId)
    : PooledAttributeCommand(Pool, BlobId)
{
    /// <inheritdoc/>
    public override CommandKind Kind => CommandKind.TakePooledAttributes;

    private protected override Func<BlobAttributes?, BlobAttributes?> Change => AttributeChanges.Take;
}

/// <summary>Sets one attribute of a pooled blob (control plane 1.6).</summary>
/// <param name="Pool">The pool; the sender owns it.</param>
/// <param name="BlobId">The blob inside.</param>
/// <param name="Key">The name.</param>
/// <param name="Value">The value.</param>
public sealed record SetPooledAttribute(ObjectArgument Pool, BlobId BlobId, string Key, string Value)
    : PooledAttributeCommand(Pool, BlobId)
{
    /// <inheritdoc/>
    public override CommandKind Kind => CommandKind.SetPooledAttribute;

    private protected override Func<BlobAttributes?, BlobAttributes?> Change => AttributeChanges.Set(Key, Value);

    private protected override void WriteChange(BcsWriter writer)
    {
        writer.String(Key);
        writer.String(Value);
    }
}

/// <summary>Removes an attribute that a pooled blob has (control plane 1.6).</summary>
/// <param name="Pool">The pool; the sender owns it.</param>
/// <param name="BlobId">The blob inside.</param>
/// <param name="Key">The name.</param>
public sealed record RemovePooledAttribute(ObjectArgument Pool, BlobId BlobId, string Key)
    : PooledAttributeCommand(Pool, BlobId)
{
    /// <inheritdoc/>
    public override CommandKind Kind => CommandKind.RemovePooledAttribute;

    private protected override Func<BlobAttributes?, BlobAttributes?> Change => AttributeChanges.Remove(Key);

    private protected override void WriteChange(BcsWriter writer) => writer.String(Key);
}

/// <summary>Removes an attribute, if a pooled blob has it (control plane 1.6).</summary>
/// <param name="Pool">The pool; the sender owns it.</param>
/// <param name="BlobId">The blob inside.</param>
/// <param name="Key">The name.</param>
public sealed record RemovePooledAttributeIfPresent(ObjectArgument Pool, BlobId BlobId, string Key)
    : PooledAttributeCommand(Pool, BlobId)
{
    /// <inheritdoc/>
    public override CommandKind Kind => CommandKind.RemovePooledAttributeIfPresent;

    private protected override Func<BlobAttributes?, BlobAttributes?> Change => AttributeChanges.RemoveIfPresent(Key);

    private protected override void WriteChange(BcsWriter writer) => writer.String(Key);
}
