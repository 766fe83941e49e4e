using Walrus.Core.Bcs;
using Walrus.Ledger.Blobs;
using Walrus.Ledger.Execution;
using Walrus.Ledger.Transactions;

namespace Walrus.Ledger.Commands;

/// <summary>Attaches attributes to a blob that has none (control plane 1.6).</summary>
/// <param name="Blob">The blob object.</param>
/// <param name="Attributes">The pairs.</param>
public sealed record AddAttributes(ObjectArgument Blob, BlobAttributes Attributes) : Command
{
    /// <inheritdoc/>
    public override CommandKind Kind => CommandKind.AddAttributes;

    private protected override void WriteFields(BcsWriter writer)
    {
        writer.Value(Blob);
        writer.Value(Attributes);
    }

    internal override void Execute(TransactionContext context) => AttributeRules.Add(context, this);
}

/// <summary>Attaches attributes to a blob in place of those it has (control plane 1.6).</summary>
/// <param name="Blob">The blob object.</param>
/// <param name="Attributes">The pairs.</param>
public sealed record ReplaceAttributes(ObjectArgument Blob, BlobAttributes Attributes) : Command
{
    /// <inheritdoc/>
    public override CommandKind Kind => CommandKind.ReplaceAttributes;

    private protected override void WriteFields(BcsWriter writer)
    {
        writer.Value(Blob);
        writer.Value(Attributes);
    }

    internal override void Execute(TransactionContext context) => AttributeRules.Replace(context, this);
}

/// <summary>Removes all attributes of a blob that has some (control plane 1.6).</summary>
/// <param name="Blob">The blob object.</param>
public sealed record TakeAttributes(ObjectArgument Blob) : Command
{
    /// <inheritdoc/>
    public override CommandKind Kind => CommandKind.TakeAttributes;

    private protected override void WriteFields(BcsWriter writer) => writer.Value(Blob);

    internal override void Execute(TransactionContext context) => AttributeRules.Take(context, this);
}

/// <summary>Sets one attribute; an overwritten one moves to the end (control plane 1.6).</summary>
/// <param name="Blob">The blob object.</param>
/// <param name="Key">Name.</param>
/// <param name="Value">Value.</param>
public sealed record SetAttribute(ObjectArgument Blob, string Key, string Value) : Command
{
    /// <inheritdoc/>
    public override CommandKind Kind => CommandKind.SetAttribute;

    private protected override void WriteFields(BcsWriter writer)
    {
        writer.Value(Blob);
        writer.String(Key);
        writer.String(Value);
    }

    internal override void Execute(TransactionContext context) => AttributeRules.Set(context, this);
}

/// <summary>Removes one attribute that must be there (control plane 1.6).</summary>
/// <param name="Blob">The blob object.</param>
/// <param name="Key">Name.</param>
public sealed record RemoveAttribute(ObjectArgument Blob, string Key) : Command
{
    /// <inheritdoc/>
    public override CommandKind Kind => CommandKind.RemoveAttribute;

    private protected override void WriteFields(BcsWriter writer)
    {
        writer.Value(Blob);
        writer.String(Key);
    }

    internal override void Execute(TransactionContext context) => AttributeRules.Remove(context, this);
}

/// <summary>Removes one attribute, if it is there (control plane 1.6).</summary>
/// <param name="Blob">The blob object.</param>
/// <param name="Key">Name.</param>
public sealed record RemoveAttributeIfPresent(ObjectArgument Blob, string Key) : Command
{
    /// <inheritdoc/>
    public override CommandKind Kind => CommandKind.RemoveAttributeIfPresent;

    private protected override void WriteFields(BcsWriter writer)
    {
        writer.Value(Blob);
        writer.String(Key);
    }

    internal override void Execute(TransactionContext context) => AttributeRules.RemoveIfPresent(context, this);
}
